package io.viprouter.launcher.legacy;

import java.util.HashMap;
import java.util.Map;

/** Why some keywords of keepalived have no equal. Stateless. */
final class KeepWords {

  private static final String LVS = "no equal; the router balances MySQL only, see sections";
  private static final String PROCESS = "no equal; there is one process";
  private static final String FIREWALL = "no equal; no firewall rules are made";
  private static final String VMAC =
      "no equal; the address lives on the interface and is announced by gratuitous ARP";
  private static final String SNMP = "no equal; metrics are at the admin interface";
  private static final String FIFO = "no equal; notify commands and the log tell the changes";
  private static final String ROUTES = "no equal; routes, rules and addresses are left alone";
  private static final String CHECKED = "no equal; it is always checked";
  private static final String BUFFERS = "no equal; the kernel's default is used";
  private static final String STRICT =
      "no equal; the protocol is kept to, and the address accepts connections";
  private static final String LOWER =
      "no equal; an announcement goes along with each advertisement";
  private static final String TRACK = "no equal; track-commands and track-interfaces remain";

  private KeepWords() {}

  /** Outside of all blocks. */
  static Map<String, String> top() {
    Map<String, String> reasons = new HashMap<>();
    put(reasons, LVS, "virtual_server", "virtual_server_group", "SSL", "lvs_sync_daemon");
    put(reasons, ROUTES, "static_ipaddress", "static_routes", "static_rules", "track_group");
    put(reasons, TRACK, "track_file", "vrrp_track_file", "vrrp_track_process", "bfd_instance");
    put(reasons, "no equal; the kernel tells link changes", "linkbeat_interfaces");
    put(reasons, "no equal; the kernel tells link changes", "linkbeat_use_polling");
    put(reasons, "no equal; announcements are not slowed down", "garp_group");
    put(reasons, "no equal; a link counts as down at once", "interface_up_down_delays");
    put(reasons, "no equal; start the router in that namespace", "net_namespace");
    put(reasons, LVS, "net_namespace_ipvs", "namespace_with_ipsets");
    put(reasons, PROCESS, "instance", "use_pid_dir", "child_wait_time");
    return reasons;
  }

  /** Of global_defs. */
  static Map<String, String> global() {
    Map<String, String> reasons = new HashMap<>();
    put(reasons, PROCESS, "process_names", "process_name", "vrrp_process_name");
    put(reasons, PROCESS, "checker_process_name", "lvs_process_name", "bfd_process_name");
    put(reasons, PROCESS, "vrrp_priority", "checker_priority", "bfd_priority");
    put(reasons, PROCESS, "vrrp_cpu_affinity", "checker_cpu_affinity", "bfd_cpu_affinity");
    put(reasons, PROCESS, "vrrp_no_swap", "checker_no_swap", "bfd_no_swap");
    put(reasons, PROCESS, "vrrp_rlimit_rttime", "checker_rlimit_rttime", "bfd_rlimit_rttime");
    put(reasons, PROCESS, "checker_rt_priority", "bfd_rt_priority", "max_auto_priority");
    put(reasons, PROCESS, "min_auto_priority_delay", "umask", "tmp_config_directory");
    put(reasons, PROCESS, "config_save_dir", "data_use_instance", "random_seed");
    put(reasons, PROCESS, "reload_check_config", "reload_time_file", "reload_repeat");
    put(reasons, PROCESS, "reload_file", "include_check", "default_interface");
    put(reasons, PROCESS, "startup_script", "startup_script_timeout");
    put(reasons, PROCESS, "shutdown_script", "shutdown_script_timeout");
    put(reasons, LVS, "lvs_sync_daemon", "lvs_timeouts", "lvs_flush", "lvs_flush_on_stop");
    put(reasons, LVS, "lvs_flush_onstop", "smtp_alert_checker", "checker_log_all_failures");
    put(reasons, LVS, "rs_init_notifies", "no_checker_emails", "no_email_faults");
    put(reasons, FIREWALL, "vrrp_iptables", "vrrp_ipsets", "nftables", "nftables_priority");
    put(reasons, FIREWALL, "nftables_counters", "nftables_ifindex", "nftables_ipvs");
    put(reasons, FIREWALL, "nftables_ipvs_priority", "nftables_ipvs_start_fwmark");
    put(reasons, VMAC, "vmac_prefix", "vmac_addr_prefix", "disable_local_igmp");
    put(reasons, SNMP, "snmp_socket", "enable_traps", "enable_snmp_vrrp", "enable_snmp_rfc");
    put(reasons, SNMP, "enable_snmp_rfcv2", "enable_snmp_rfcv3", "enable_snmp_checker");
    put(reasons, SNMP, "enable_snmp_keepalived", "enable_dbus", "dbus_service_name");
    put(reasons, FIFO, "notify_fifo", "notify_fifo_script", "vrrp_notify_fifo");
    put(reasons, FIFO, "vrrp_notify_fifo_script", "lvs_notify_fifo", "lvs_notify_fifo_script");
    put(reasons, FIFO, "vrrp_notify_priority_changes", "fifo_write_vrrp_states_on_reload");
    put(reasons, BUFFERS, "vrrp_netlink_cmd_rcv_bufs", "vrrp_netlink_cmd_rcv_bufs_force");
    put(reasons, BUFFERS, "vrrp_netlink_monitor_rcv_bufs", "vrrp_rx_bufs_multiplier");
    put(reasons, BUFFERS, "vrrp_netlink_monitor_rcv_bufs_force", "vrrp_rx_bufs_policy");
    put(reasons, BUFFERS, "lvs_netlink_cmd_rcv_bufs", "lvs_netlink_cmd_rcv_bufs_force");
    put(reasons, BUFFERS, "lvs_netlink_monitor_rcv_bufs", "process_monitor_rcv_bufs");
    put(reasons, BUFFERS, "lvs_netlink_monitor_rcv_bufs_force", "process_monitor_rcv_bufs_force");
    put(reasons, CHECKED, "vrrp_check_unicast_src", "vrrp_skip_check_adv_addr");
    put(reasons, STRICT, "vrrp_strict");
    put(reasons, LOWER, "vrrp_garp_lower_prio_delay", "vrrp_garp_lower_prio_repeat");
    put(reasons, LOWER, "vrrp_lower_prio_no_advert", "vrrp_higher_prio_send_advert");
    put(reasons, LOWER, "vrrp_garp_master_refresh_repeat", "vrrp_garp_extra_if");
    put(reasons, LOWER, "vrrp_garp_interval", "vrrp_gna_interval", "vrrp_vmac_garp_intvl");
    put(reasons, "no equal; others' virtual routers are not logged", "log_unknown_vrids");
    put(reasons, "no equal; a missing interface is waited for", "dynamic_interfaces");
    put(reasons, "no equal; the first election takes its usual time", "vrrp_startup_delay");
    put(reasons, "no equal; commands run as user, or as the router does", "enable_script_security");
    return reasons;
  }

  /** Of vrrp_instance. */
  static Map<String, String> instance() {
    Map<String, String> reasons = new HashMap<>();
    put(reasons, VMAC, "use_vmac", "use_vmac_addr", "vmac_xmit_base", "use_ipvlan");
    put(reasons, ROUTES, "virtual_routes", "virtual_rules", "promote_secondaries");
    put(reasons, TRACK, "track_file", "track_process", "track_bfd");
    put(reasons, "no equal; the interface is always tracked", "dont_track_primary");
    put(reasons, "no equal; the source must exist", "track_src_ip");
    put(reasons, "no equal; packets are accepted, a packet filter can drop them", "no_accept");
    put(reasons, "no equal; it is always 255", "unicast_ttl");
    put(reasons, "no equal; without peers advertisements are multicast", "unicast_fault_no_peer");
    put(reasons, "no equal; both forms are understood", "old_unicast_checksum");
    put(reasons, "no equal; start the router in that domain", "vrf");
    put(reasons, LOWER, "garp_lower_prio_delay", "garp_lower_prio_repeat", "garp_extra_if");
    put(reasons, LOWER, "garp_master_refresh_repeat", "vmac_garp_intvl");
    put(reasons, BUFFERS, "kernel_rx_buf_size");
    put(reasons, FIFO, "notify_deleted", "notify_master_rx_lower_pri", "notify_priority_changes");
    put(reasons, LVS, "lvs_sync_daemon_interface");
    put(reasons, CHECKED, "check_unicast_src");
    put(reasons, "no equal; the kernel tells link changes", "linkbeat_use_polling");
    put(
        reasons,
        "no equal; addresses that are not advertised are not put on the interface",
        "virtual_ipaddress_excluded");
    return reasons;
  }

  /** Of vrrp_sync_group. */
  static Map<String, String> syncGroup() {
    Map<String, String> reasons = new HashMap<>();
    put(reasons, TRACK, "track_file", "track_process", "track_bfd");
    put(reasons, FIFO, "notify_deleted", "notify_priority_changes");
    put(reasons, "no equal; every member tracks for all", "global_tracking");
    put(reasons, "no equal; weights count for each member", "sync_group_tracking_weight");
    return reasons;
  }

  /** Switches of vrrp_instance without an equal, whose word is checked. */
  static Map<String, String> instanceFlags() {
    Map<String, String> reasons = new HashMap<>();
    put(reasons, LOWER, "lower_prio_no_advert", "higher_prio_send_advert");
    put(reasons, CHECKED, "skip_check_adv_addr");
    put(reasons, STRICT, "strict_mode");
    return reasons;
  }

  private static void put(Map<String, String> reasons, String why, String... words) {
    for (String word : words) {
      reasons.put(word, why);
    }
  }
}

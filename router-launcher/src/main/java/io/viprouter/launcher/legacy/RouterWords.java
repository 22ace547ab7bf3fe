package io.viprouter.launcher.legacy;

import java.util.List;
import java.util.Map;

/** What MySQL Router's options are called, and why some have no equal. Stateless. */
final class RouterWords {

  /** Options of [routing] that are read. */
  static final List<String> ROUTING =
      List.of(
          "bind_address",
          "bind_port",
          "client_connect_timeout",
          "connect_timeout",
          "destinations",
          "max_connect_errors",
          "max_connections",
          "mode",
          "net_buffer_length",
          "protocol",
          "routing_strategy",
          "socket");

  /** The option of [DEFAULT] in 8.0 that is read. */
  static final String MAX_TOTAL_CONNECTIONS = "max_total_connections";

  private static final String TLS = "TLS passes through untouched";
  private static final String ONE_TO_ONE = "each client has a server connection of its own";
  private static final String LOG = "the log goes to standard error; --log-level sets its level";
  private static final String NO_METADATA = "there is no metadata cache; servers are listed";
  private static final String ADMIN = "the admin interface is router.admin";

  private static final Map<String, String> ROUTING_REASONS =
      Map.ofEntries(
          Map.entry("client_ssl_mode", TLS),
          Map.entry("client_ssl_cert", TLS),
          Map.entry("client_ssl_key", TLS),
          Map.entry("client_ssl_cipher", TLS),
          Map.entry("client_ssl_curves", TLS),
          Map.entry("client_ssl_dh_params", TLS),
          Map.entry("server_ssl_mode", TLS),
          Map.entry("server_ssl_verify", TLS),
          Map.entry("server_ssl_ca", TLS),
          Map.entry("server_ssl_capath", TLS),
          Map.entry("server_ssl_crl", TLS),
          Map.entry("server_ssl_crlpath", TLS),
          Map.entry("server_ssl_cipher", TLS),
          Map.entry("server_ssl_curves", TLS),
          Map.entry("connection_sharing", ONE_TO_ONE),
          Map.entry("connection_sharing_delay", ONE_TO_ONE),
          Map.entry("thread_stack_size", "there is no thread for each client"),
          Map.entry("unreachable_destination_refresh_interval", "health.interval has that part"));

  private static final Map<String, String> DEFAULT_REASONS =
      Map.ofEntries(
          Map.entry("logging_folder", LOG),
          Map.entry("plugin_folder", "there are no plugins to load"),
          Map.entry("config_folder", "the file is named on the command line"),
          Map.entry("runtime_folder", "--pid-file names the pid file"),
          Map.entry("data_folder", "router.state-file is the only state that is kept"),
          Map.entry("keyring_path", NO_METADATA),
          Map.entry("master_key_path", NO_METADATA),
          Map.entry("master_key_reader", NO_METADATA),
          Map.entry("master_key_writer", NO_METADATA),
          Map.entry("dynamic_state", "router.state-file is the only state that is kept"),
          Map.entry("user", "the service manager sets the user"),
          Map.entry("pid_file", "--pid-file names the pid file"),
          Map.entry("read_timeout", NO_METADATA),
          Map.entry("unknown_config_option", "unknown options are always named"),
          Map.entry("name", "router.name takes its place where it is needed"));

  /** Sections other than [routing] and [DEFAULT] that MySQL Router has a plugin for. */
  private static final Map<String, String> SECTION_REASONS =
      Map.ofEntries(
          Map.entry("logger", LOG),
          Map.entry("consolelog", LOG),
          Map.entry("filelog", LOG),
          Map.entry("syslog", LOG),
          Map.entry("eventlog", LOG),
          Map.entry("keepalive", "the router needs nothing to keep it running"),
          Map.entry("fabric_cache", NO_METADATA),
          Map.entry("metadata_cache", NO_METADATA),
          Map.entry("destination_status", "health of a section has that part"),
          Map.entry("connection_pool", ONE_TO_ONE),
          Map.entry("io", "router.io-threads sets the number of event loops"),
          Map.entry("http_server", ADMIN),
          Map.entry("http_auth_realm", ADMIN),
          Map.entry("http_auth_backend", ADMIN),
          Map.entry("rest_api", ADMIN),
          Map.entry("rest_router", ADMIN),
          Map.entry("rest_routing", ADMIN),
          Map.entry("rest_metadata_cache", ADMIN),
          Map.entry("rest_connection_pool", ADMIN));

  private RouterWords() {}

  /** Why an option of [routing] that is not read has no equal. */
  static String routingReason(String name) {
    String known = ROUTING_REASONS.get(name);
    return known != null
        ? "no equal; " + known
        : "unknown option, which MySQL Router ignores too" + Remarks.hint(name, ROUTING);
  }

  /** Why an option of [DEFAULT] that is not read has no equal. */
  static String defaultReason(String name) {
    String known = DEFAULT_REASONS.get(name);
    return known != null
        ? "no equal; " + known
        : "unknown option, which MySQL Router ignores too"
            + Remarks.hint(name, DEFAULT_REASONS.keySet());
  }

  /** Why a whole section has no equal; an empty text if MySQL Router does not know it either. */
  static String sectionReason(String name) {
    String known = SECTION_REASONS.get(name);
    return known == null ? "" : "no equal; " + known;
  }

  /** All names of sections, for a hint. */
  static List<String> sections() {
    List<String> all = new java.util.ArrayList<>(SECTION_REASONS.keySet());
    all.add("routing");
    return all;
  }
}

package io.viprouter.launcher.legacy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns a whole {@code keepalived.conf} into virtual routers. Confined to the reading thread. */
final class KeepConf {

  /** Where its parts stand among those of the router, behind all single statements. */
  private static final int PARTS = 1_000_000_000;

  private final Remarks remarks;
  private final Group router;
  private final Group mail = new Group("mail");
  private final Group defaults = new Group("virtual-router-defaults");
  private final Group virtualRouters = new Group("virtual-routers");
  private final Group syncGroups = new Group("sync-groups");
  private final Globals globals;
  private final SyncGroups groups;
  private final Names names;
  private final Scripts scripts;
  private final Map<String, Draft> instances = new LinkedHashMap<>();

  /**
   * Prepares it.
   *
   * @param router takes everything
   * @param hostName of this host
   */
  KeepConf(Remarks remarks, Group router, String hostName) {
    this.remarks = remarks;
    this.router = router;
    this.globals = new Globals(router, mail, defaults, remarks, hostName);
    this.groups = new SyncGroups(remarks);
    this.names = new Names(remarks);
    this.scripts = new Scripts(remarks, router);
  }

  /**
   * Converts all.
   *
   * @param trailing the comments at the end
   * @param join knows the sections
   */
  void convert(List<Statement> statements, List<String> trailing, Join join) {
    Map<String, Consumer<Statement>> readers =
        Map.of(
            "global_defs", block(this::global),
            "vrrp_script", block(script -> scripts.read(script, globals.scriptUser())),
            "vrrp_sync_group", block(group -> groups.read(group, scripts)),
            "vrrp_instance", block(this::instance));
    new Scope("", router, remarks).read(statements, readers, KeepWords.top());
    groups.finish(syncGroups, instances, mails());
    for (Draft draft : instances.values()) {
      new InstanceJudge(draft, globals).judge();
      join.join(draft);
      new InstanceWriter(draft).write(scripts);
    }
    sharedIds();
    sharedAddresses();
    scripts.finish();
    finish(trailing);
  }

  private Consumer<Statement> block(Consumer<Statement> reader) {
    return at -> {
      if (at.hasBlock()) {
        reader.accept(at);
      } else {
        remarks.fault(
            at.place(),
            "[" + at.keyword() + "]",
            "Missing '{' at beginning of configuration block");
      }
    };
  }

  private void global(Statement at) {
    if (!at.comments().isEmpty()) {
      router.remark(at.order(), at.comments());
    }
    globals.read(at);
  }

  private void instance(Statement at) {
    String title = "[vrrp_instance]";
    if (at.arguments().size() != 1) {
      remarks.fault(at.place(), title, "vrrp_instance must have a name");
      return;
    }
    String written = at.arguments().get(0);
    if (instances.containsKey(written)) {
      remarks.fault(
          at.place(), title, "vrrp instance " + Remarks.quote(written) + " already defined");
      return;
    }
    String name = names.name(written, at.place(), title);
    Group group = virtualRouters.group(at.order(), at.comments(), name);
    Scope scope = new Scope("[vrrp_instance " + written + "]", group, remarks);
    Draft draft = new Draft(at, name, scope, scripts);
    instances.put(written, draft);
    new InstanceReader(draft).read();
  }

  /** Whether it has to be said that no mail is sent: keepalived sends none unless it is told to. */
  private Optional<Boolean> mails() {
    return globals.hasRecipients() && !globals.mails() ? Optional.of(false) : Optional.empty();
  }

  private void sharedIds() {
    List<Draft> all = List.copyOf(instances.values());
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        Draft one = all.get(j);
        Draft other = all.get(i);
        if (one.virtualRouterId.isPresent()
            && one.virtualRouterId.equals(other.virtualRouterId)
            && one.interfaceName.isPresent()
            && one.interfaceName.equals(other.interfaceName)
            && one.isV6() == other.isV6()) {
          other.scope.fault(
              other.where("virtual_router_id"),
              "'" + one.name + "' and '" + other.name + "' both use it on the same interface");
        }
      }
    }
  }

  private void sharedAddresses() {
    Map<InetAddress, Draft> owners = new HashMap<>();
    for (Draft draft : instances.values()) {
      for (VirtualIp ip : draft.addresses) {
        Draft owner = owners.putIfAbsent(ip.address(), draft);
        if (owner != null) {
          draft.scope.fault(
              draft.where("virtual_ipaddress"),
              "'" + ip + "' is also an address of '" + owner.name + "'; one of them can own it");
        }
      }
    }
  }

  private void finish(List<String> trailing) {
    globals.finish();
    globals
        .realTimePriority()
        .ifPresent(value -> defaults.set(PARTS, "real-time-priority", Integer.toString(value)));
    List<String> silent =
        instances.values().stream()
            .filter(draft -> draft.notify.mail().isEmpty())
            .map(draft -> draft.name)
            .toList();
    if (mails().isPresent() && !silent.isEmpty()) {
      Group notify =
          defaults.group(
              PARTS + 1,
              List.of("keepalived mails changes of virtual routers only with smtp_alert."),
              "notify");
      notify.set(0, "mail", "false");
      globals.noteSilence(
          silent.size() == instances.size() ? "virtual routers" : String.join(", ", silent));
    }
    List<Group> parts = new ArrayList<>(List.of(defaults, virtualRouters, syncGroups, mail));
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isEmpty()) {
        router.place(PARTS + i, List.of(), parts.get(i));
      }
    }
    if (!trailing.isEmpty()) {
      router.remark(PARTS + parts.size(), trailing);
    }
  }
}

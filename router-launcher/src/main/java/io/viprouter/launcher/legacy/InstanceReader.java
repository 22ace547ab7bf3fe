package io.viprouter.launcher.legacy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the options of one {@code vrrp_instance}. Confined to the reading thread. */
final class InstanceReader {

  private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");
  private static final String LOOPBACK = "lo";
  private static final String MULTICAST_4 = "224.0.0.18";
  private static final String MULTICAST_6 = "ff02::12";

  private final Draft draft;
  private final Scope scope;
  private final PeerReader peers;

  InstanceReader(Draft draft) {
    this.draft = draft;
    this.scope = draft.scope;
    this.peers = new PeerReader(draft);
  }

  void read() {
    Map<String, Consumer<Statement>> readers = new HashMap<>();
    draft.notify.readers().forEach(readers::put);
    draft.garp.readers().forEach((word, reader) -> readers.put(word, once(reader)));
    draft.tracks.readers().forEach(readers::put);
    KeepWords.instanceFlags().forEach((word, why) -> readers.put(word, at -> flag(at, why)));
    readers.put("state", this::state);
    readers.put("interface", once(this::interfaceName));
    readers.put("virtual_router_id", once(at -> draft.virtualRouterId = scope.number(at, 1, 255)));
    readers.put("priority", once(at -> draft.priority = scope.number(at, 1, 255)));
    readers.put("advert_int", once(at -> draft.interval = scope.decimal(at, "0.01", "255")));
    readers.put("version", this::version);
    readers.put("authentication", this::authentication);
    readers.put("virtual_ipaddress", this::addresses);
    readers.put("nopreempt", once(at -> draft.preempt = false));
    readers.put("preempt", once(at -> draft.preempt = true));
    readers.put("preempt_delay", once(at -> draft.preemptDelay = scope.decimal(at, "0", "1000")));
    readers.put("accept", once(at -> {}));
    readers.put("native_ipv6", once(at -> {}));
    readers.put("unicast_peer", at -> keep(at));
    readers.put("unicast_src_ip", once(at -> {}));
    readers.put("mcast_src_ip", once(at -> {}));
    readers.put("mcast_dst_ip", this::multicast);
    readers.put("down_timer_adverts", at -> DownTimer.read(scope, at));
    readers.put("debug", this::debug);
    readers.put("v3_checksum_as_v2", this::checksum);
    scope.read(draft.head.block(), readers, KeepWords.instance());
    finish();
  }

  /** What needs to know of the others. */
  private void finish() {
    AddressReader reader = new AddressReader(scope.inner("virtual_ipaddress"));
    for (Statement line : draft.addressLines) {
      reader.read(line, draft.interfaceName).ifPresent(address -> add(line, address));
    }
    peers.read();
    if (draft.at.containsKey("native_ipv6") && !draft.addresses.isEmpty() && !draft.isV6()) {
      scope.note(draft.where("native_ipv6"), "is left out: the addresses are IPv4 ones");
    }
  }

  private void add(Statement line, VirtualIp address) {
    Scope inner = scope.inner("virtual_ipaddress");
    boolean mixed = !draft.addresses.isEmpty() && draft.isV6() != address.isV6();
    if (mixed) {
      inner.fault(line, "address family must match the other addresses of the instance");
    } else if (draft.addresses.stream().anyMatch(a -> a.address().equals(address.address()))) {
      inner.note(line, "stands twice; the second is left out");
    } else {
      draft.addresses.add(address);
    }
  }

  private void keep(Statement at) {
    draft.at.put(at.keyword(), at);
  }

  private Consumer<Statement> once(Consumer<Statement> reader) {
    return at -> {
      if (draft.at.put(at.keyword(), at) != null) {
        scope.note(at, "is set again; the last one counts, as in keepalived");
      }
      reader.accept(at);
    };
  }

  private void flag(Statement at, String why) {
    if (scope.flag(at).isPresent()) {
      scope.without(at, why);
    }
  }

  private void state(Statement at) {
    Optional<String> word = scope.argument(at);
    if (word.isEmpty()) {
      return;
    }
    boolean master = word.get().equals("MASTER");
    if (!master && !word.get().equals("BACKUP")) {
      scope.fault(
          at,
          "unknown state "
              + Remarks.quote(word.get())
              + "; MASTER or BACKUP"
              + stateHint(word.get()));
      return;
    }
    if (draft.master && !master) {
      scope.note(at, "is set as MASTER before; BACKUP is left out, as keepalived does");
    }
    draft.master |= master;
    scope.without(at, "not needed; all begin as backup and the priority decides");
  }

  private static String stateHint(String word) {
    String upper = word.toUpperCase(java.util.Locale.ROOT);
    return Remarks.hint(upper, java.util.List.of("master", "backup"))
        .replace("'master'", "'MASTER'")
        .replace("'backup'", "'BACKUP'");
  }

  private void interfaceName(Statement at) {
    Optional<String> name = scope.argument(at);
    if (name.isEmpty()) {
      return;
    }
    if (!isInterface(name.get())) {
      scope.fault(at, Remarks.quote(name.get()) + " is no name of an interface");
    } else if (name.get().equals(LOOPBACK)) {
      scope.fault(at, "cannot use a loopback interface (lo) for vrrp");
    } else {
      draft.interfaceName = name;
    }
  }

  static boolean isInterface(String name) {
    return INTERFACE.matcher(name).matches();
  }

  private void version(Statement at) {
    int before = draft.version.orElse(0);
    draft.version = scope.number(at, 2, 3);
    keep(at);
    if (before != 0 && draft.version.isPresent() && draft.version.getAsInt() != before) {
      scope.fault(at, "conflicts with version " + before + " above");
    }
  }

  private void authentication(Statement at) {
    keep(at);
    draft.authentication.read(at);
  }

  private void addresses(Statement at) {
    draft.at.putIfAbsent(at.keyword(), at);
    draft.addressLines.addAll(at.block());
  }

  private void multicast(Statement at) {
    Optional<String> group = scope.argument(at);
    if (group.isPresent() && !group.get().equals(MULTICAST_4) && !group.get().equals(MULTICAST_6)) {
      scope.fault(
          at,
          Remarks.quote(group.get())
              + " has no equal; the group is "
              + MULTICAST_4
              + " or "
              + MULTICAST_6);
    }
  }

  private void debug(Statement at) {
    if (scope.number(at, 0, 4).isPresent()) {
      scope.without(at, "no equal; --log-level says how much is logged");
    }
  }

  /** Of keepalived 2.2.8 and later: version 3 as RFC 9568 has it. */
  private void checksum(Statement at) {
    scope.flag(at).ifPresent(plain -> scope.set(at, "checksum", plain ? "plain" : "pseudo-header"));
  }
}

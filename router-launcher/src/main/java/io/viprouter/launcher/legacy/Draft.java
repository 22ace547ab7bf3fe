package io.viprouter.launcher.legacy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A {@code vrrp_instance} as it stands in the file, before its parts are judged against each other.
 * Confined to the reading thread.
 */
final class Draft {

  /** The statement of each option that stands once, the last one. */
  final Map<String, Statement> at = new LinkedHashMap<>();

  final Statement head;
  final String written;
  final String name;
  final Scope scope;
  final AuthReader authentication;
  final NotifyReader notify;
  final GarpReader garp;
  final TrackReader tracks;
  boolean master;
  boolean preempt = true;
  Optional<String> interfaceName = Optional.empty();
  OptionalInt virtualRouterId = OptionalInt.empty();
  OptionalInt priority = OptionalInt.empty();
  OptionalInt version = OptionalInt.empty();
  Optional<BigDecimal> interval = Optional.empty();
  Optional<BigDecimal> preemptDelay = Optional.empty();
  Optional<InetAddress> source = Optional.empty();
  final List<Statement> addressLines = new ArrayList<>();
  final List<VirtualIp> addresses = new ArrayList<>();
  final List<InetAddress> peers = new ArrayList<>();

  /** What the group of it tracks for all its members. */
  final List<Tracked> groupInterfaces = new ArrayList<>();

  final List<Tracked> groupScripts = new ArrayList<>();
  boolean inGroup;

  Draft(Statement head, String name, Scope scope, Scripts scripts) {
    this.head = head;
    this.written = head.arguments().get(0);
    this.name = name;
    this.scope = scope;
    this.authentication = new AuthReader(scope);
    this.notify = new NotifyReader(scope);
    this.garp = new GarpReader(scope, "garp_master_");
    this.tracks = new TrackReader(scope, scripts);
  }

  boolean isV6() {
    return !addresses.isEmpty() && addresses.get(0).isV6();
  }

  /** Where an option stands; the head of the block if it does not. */
  Statement where(String keyword) {
    return at.getOrDefault(keyword, head);
  }
}

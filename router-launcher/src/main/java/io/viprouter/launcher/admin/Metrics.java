package io.viprouter.launcher.admin;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.RouteStatus;
import io.viprouter.launcher.admin.EventCounts.Count;
import io.viprouter.launcher.admin.EventCounts.Kind;
import io.viprouter.launcher.admin.MetricFamilies.Family;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.VrrpStatus;

/**
 * A snapshot as metrics: base units, {@code _total} on counters, no client address in a label.
 * Stateless.
 */
final class Metrics {

  private Metrics() {}

  static MetricSnapshots of(Snapshot snapshot) {
    MetricFamilies families = new MetricFamilies("viprouter_");
    whole(snapshot, families);
    for (RouteStatus route : snapshot.routing().routes()) {
      route(route, snapshot, families);
      route.destinations().forEach(d -> destination(route.name(), d, snapshot, families));
    }
    snapshot.virtualRouters().forEach(status -> virtualRouter(status, snapshot, families));
    return families.build();
  }

  private static void whole(Snapshot snapshot, MetricFamilies families) {
    families.info("build", "Version of the program", "version", snapshot.identity().version());
    families
        .gauge("start_time_seconds", "When the program started, in seconds since 1970")
        .add(snapshot.identity().startedAt().toEpochMilli() / 1000.0);
    families
        .gauge("active_connections", "Clients now, over all routes")
        .add(snapshot.routing().activeConnections());
    families
        .gauge("buffers_lent", "Relay buffers lent to slow peers now")
        .add(snapshot.routing().buffersLent());
    families
        .gauge("loop_turn_seconds_max", "Longest turn of an event loop in the last half minute")
        .add(snapshot.routing().longestTurn().toNanos() / 1e9);
  }

  private static void route(RouteStatus route, Snapshot snapshot, MetricFamilies families) {
    String name = route.name();
    families
        .gauge("route_up", "1 if the route has a usable destination", "route")
        .add(flag(route.usable()), name);
    families
        .gauge("route_listening", "1 if the route's addresses are bound", "route")
        .add(flag(route.listening()), name);
    families
        .gauge("route_active_connections", "Clients now", "route")
        .add(route.activeConnections(), name);
    families
        .gauge("route_held_connections", "Clients that wait for a usable destination", "route")
        .add(route.heldConnections(), name);
    families
        .counter("route_connections", "Clients accepted", "route")
        .add(route.totalConnections(), name);
    families
        .gauge("route_blocked_hosts", "Client addresses blocked now", "route")
        .add(route.blockedClients().size(), name);
    Family bytes = families.counter("route_bytes", "Bytes relayed", "route", "direction");
    bytes.add(route.bytesFromClients(), name, "from-clients");
    bytes.add(route.bytesFromServers(), name, "from-servers");
    Family refused =
        families.counter("route_refused", "Clients turned away with an error", "route", "reason");
    for (RefusalReason reason : RefusalReason.values()) {
      String word = EventCounts.word(reason);
      refused.add(route.refusals().getOrDefault(reason, 0L), name, word);
    }
    if (snapshot.definitions().containsKey(name)) {
      families
          .gauge("route_max_connections", "Most clients at a time", "route")
          .add(snapshot.definitions().get(name).maxConnections(), name);
    }
  }

  private static void destination(
      String route, DestinationStatus status, Snapshot snapshot, MetricFamilies families) {
    String[] labels = {"route", "destination"};
    String[] names = {route, status.destination().toString()};
    families
        .gauge("destination_up", "1 if the destination is usable", labels)
        .add(flag(Verdict.usable(status)), names);
    families
        .gauge("destination_current", "1 if new connections go there", labels)
        .add(flag(status.current()), names);
    families
        .gauge("destination_active_connections", "Sessions now, dials included", labels)
        .add(status.activeConnections(), names);
    families
        .counter("destination_connections", "Sessions whose server greeted", labels)
        .add(status.totalConnections(), names);
    families
        .counter("destination_connect_failures", "Failed dials and probes", labels)
        .add(status.connectErrors(), names);
    families
        .counter("destination_quarantined", "Quarantines begun", labels)
        .add(count(snapshot, Kind.QUARANTINED, route, names[1]), names);
    Family bytes =
        families.counter("destination_bytes", "Bytes relayed", "route", "destination", "direction");
    bytes.add(status.bytesFromClients(), route, names[1], "from-clients");
    bytes.add(status.bytesFromServers(), route, names[1], "from-servers");
    Family states =
        families.gauge(
            "destination_state", "1 for the state it is in", "route", "destination", "state");
    for (DestinationState state : DestinationState.values()) {
      states.add(flag(status.state() == state), route, names[1], state.key());
    }
  }

  private static void virtualRouter(VrrpStatus status, Snapshot snapshot, MetricFamilies families) {
    String name = status.name();
    Family states = families.gauge("vrrp_state", "1 for the state it is in", "instance", "state");
    Family transitions = families.counter("vrrp_transitions", "States entered", "instance", "to");
    for (VrrpState state : VrrpState.values()) {
      states.add(flag(status.state() == state), name, state.word());
      transitions.add(count(snapshot, Kind.TRANSITION, name, state.word()), name, state.word());
    }
    Family adverts = families.counter("vrrp_adverts", "Advertisements", "instance", "direction");
    adverts.add(status.traffic().sent().count(), name, "sent");
    adverts.add(status.traffic().received().count(), name, "received");
    families
        .counter("vrrp_announcements", "Gratuitous ARP or neighbour advertisements", "instance")
        .add(status.traffic().announcementsSent(), name);
    Family rejected =
        families.counter("vrrp_rejected", "Dropped advertisements", "instance", "reason");
    status
        .traffic()
        .rejected()
        .forEach((reason, count) -> rejected.add(count, name, EventCounts.word(reason)));
    families
        .gauge("vrrp_effective_priority", "Priority with which it takes part", "instance")
        .add(status.situation().effectivePriority(), name);
  }

  private static long count(Snapshot snapshot, Kind kind, String subject, String label) {
    return snapshot.counts().stream()
        .filter(c -> c.kind() == kind && c.subject().equals(subject) && c.label().equals(label))
        .mapToLong(Count::count)
        .sum();
  }

  private static int flag(boolean value) {
    return value ? 1 : 0;
  }
}

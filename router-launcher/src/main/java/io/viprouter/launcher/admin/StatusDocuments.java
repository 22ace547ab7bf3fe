package io.viprouter.launcher.admin;

import com.google.common.collect.Lists;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.RoutingSection;
import io.viprouter.vrrp.VrrpStatus;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes status documents of snapshots. Stateless, but for the samples it looks at. */
final class StatusDocuments {

  /** Most changes shown of a destination. */
  static final int HISTORY = 20;

  private final Samples samples;

  StatusDocuments(Samples samples) {
    this.samples = samples;
  }

  StatusDocument of(Snapshot snapshot, Instant now) {
    Snapshot.Identity identity = snapshot.identity();
    return new StatusDocument(
        identity.name(),
        identity.host(),
        identity.version(),
        identity.startedAt(),
        identity.pid(),
        now,
        Verdict.of(snapshot),
        snapshot.routing().activeConnections(),
        snapshot.routing().buffersLent(),
        snapshot.routing().routes().stream().map(route -> section(route, snapshot)).toList(),
        snapshot.virtualRouters().stream().map(StatusDocuments::virtualRouter).toList(),
        snapshot.events());
  }

  private StatusDocument.Section section(RouteStatus route, Snapshot snapshot) {
    Optional<RoutingSection> definition =
        Optional.ofNullable(snapshot.definitions().get(route.name()));
    return new StatusDocument.Section(
        route.name(),
        route.mode().key(),
        route.strategy().key(),
        route.listening(),
        route.usable(),
        binds(route, definition),
        route.activeConnections(),
        definition.map(RoutingSection::maxConnections).orElse(0),
        route.totalConnections(),
        route.refusedConnections(),
        route.bytesFromClients(),
        route.bytesFromServers(),
        route.blockedClients(),
        route.heldConnections(),
        samples.rates(route.name()),
        route.destinations().stream().map(destination -> destination(route, destination)).toList());
  }

  /** With the ports the system chose while it listens, else as configured. */
  private static List<String> binds(RouteStatus route, Optional<RoutingSection> definition) {
    List<SocketAddress> addresses =
        route.localAddresses().isEmpty()
            ? definition.map(RoutingSection::binds).orElse(List.of())
            : route.localAddresses();
    return addresses.stream().map(Texts::address).toList();
  }

  private static StatusDocument.DestinationPart destination(
      RouteStatus route, DestinationStatus status) {
    return new StatusDocument.DestinationPart(
        status.destination().toString(),
        status.state().key(),
        status.current(),
        Verdict.usable(status),
        status.since(),
        status.cause(),
        status.failures(),
        status.activeConnections(),
        status.totalConnections(),
        status.connectErrors(),
        status.bytesFromClients(),
        status.bytesFromServers(),
        status.lastError(),
        Lists.reverse(route.history()).stream()
            .filter(change -> change.destination().equals(status.destination()))
            .limit(HISTORY)
            .map(c -> new StatusDocument.Change(c.at(), c.to().key(), c.cause()))
            .toList());
  }

  private static StatusDocument.VirtualRouterPart virtualRouter(VrrpStatus status) {
    Map<String, Long> rejected = new TreeMap<>();
    status
        .traffic()
        .rejected()
        .forEach((reason, count) -> rejected.put(EventCounts.word(reason), count));
    return new StatusDocument.VirtualRouterPart(
        status.name(),
        status.state().word(),
        status.since(),
        status.situation().last().reason(),
        status.situation().master().map(Texts::host),
        status.config().interfaceName(),
        status.config().virtualRouterId(),
        status.config().version(),
        status.config().priority(),
        status.situation().effectivePriority(),
        status.addresses().stream().map(Object::toString).toList(),
        status.situation().last().count(),
        status.traffic().sent().count(),
        status.traffic().received().count(),
        status.traffic().announcementsSent(),
        rejected);
  }
}

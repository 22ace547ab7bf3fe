package io.viprouter.core.net;

import io.viprouter.core.Connection;
import io.viprouter.core.ConnectionStatus;
import io.viprouter.core.Destination;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.StateChange;
import io.viprouter.core.Strategy;
import io.viprouter.core.policy.DestinationPool;
import io.viprouter.core.policy.Member;
import io.viprouter.core.policy.PoolChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a snapshot of a route from what its home publishes. Any thread. */
final class RouteReport {

  private RouteReport() {}

  static RouteStatus of(RouteHome home, Listening listening) {
    RoutingSection section = home.section();
    DestinationPool pool = home.pool();
    long nowNanos = home.shared().clock().getAsLong();
    Instant now = Instant.now();
    List<DestinationStatus> destinations =
        pool.members().stream()
            .map(
                member ->
                    destination(
                        member,
                        takesPart(pool, section, member),
                        home.counters(member.destination()),
                        now.minusNanos(nowNanos - member.standing().sinceNanos())))
            .toList();
    return new RouteStatus(
        section.name(),
        section.mode(),
        section.strategy(),
        listening.listening(),
        pool.usable(),
        listening.addresses(),
        home.admission().active(),
        home.total(),
        home.refused(),
        destinations.stream().mapToLong(DestinationStatus::bytesFromClients).sum(),
        destinations.stream().mapToLong(DestinationStatus::bytesFromServers).sum(),
        home.admission().blocked().entrySet().stream()
            .filter(entry -> entry.getValue() - nowNanos > 0)
            .map(Map.Entry::getKey)
            .toList(),
        home.held().size(),
        destinations,
        home.refusals(),
        home.history().entries().stream()
            .map(entry -> change(entry, now.minusNanos(nowNanos - entry.atNanos())))
            .toList());
  }

  static List<ConnectionStatus> of(List<Glance> glances, long nowNanos) {
    Instant now = Instant.now();
    return glances.stream()
        .sorted(Comparator.comparingLong(glance -> glance.connection().id()))
        .map(glance -> connection(glance, now, nowNanos))
        .toList();
  }

  private static ConnectionStatus connection(Glance glance, Instant now, long nowNanos) {
    Connection connection = glance.connection();
    return new ConnectionStatus(
        connection,
        now.minusNanos(nowNanos - glance.acceptedNanos()),
        connection.destination().map(greeter -> now.minusNanos(nowNanos - glance.greetedNanos())),
        connection.bytesFromClient() == 0
            ? Optional.empty()
            : Optional.of(now.minusNanos(nowNanos - glance.fromClientNanos())),
        connection.bytesFromServer() == 0
            ? Optional.empty()
            : Optional.of(now.minusNanos(nowNanos - glance.fromServerNanos())));
  }

  private static StateChange change(History.Entry entry, Instant at) {
    PoolChange.StateChanged change = entry.change();
    return new StateChange(at, change.destination(), change.from(), change.to(), change.cause());
  }

  private static boolean takesPart(DestinationPool pool, RoutingSection section, Member member) {
    Optional<Destination> current = pool.current();
    boolean keepsToOne =
        section.strategy().sticky() || section.strategy() == Strategy.PRIMARY_PREFERRED;
    return keepsToOne
        ? current.filter(member.destination()::equals).isPresent()
        : member.usable()
            && pool.members().stream().noneMatch(other -> other.usable() && before(other, member));
  }

  /** Whether the second is only there for when the first is not. */
  private static boolean before(Member first, Member second) {
    return first.fallback() == second.fallback()
        ? !first.fitness().standby() && second.fitness().standby()
        : second.fallback();
  }

  private static DestinationStatus destination(
      Member member, boolean current, DestinationCounters counters, Instant since) {
    String lastError = member.health().lastError();
    return new DestinationStatus(
        member.destination(),
        member.standing().state(),
        current,
        since,
        member.standing().cause(),
        member.health().failures(),
        member.active(),
        counters.greeted() + counters.inProcess.get(),
        counters.connectErrors.get(),
        counters.fromClients(),
        counters.fromServers(),
        lastError.isEmpty() ? Optional.empty() : Optional.of(lastError));
  }
}

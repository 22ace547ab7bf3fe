package io.viprouter.core.policy;

import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.core.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A pool in virtual time, with servers that are up, refuse or are silent, and clients that come one
 * after another: plays what the relay would do, without a socket.
 */
final class PoolStory {

  static final Duration INTERVAL = Duration.ofSeconds(1);
  static final Duration IDLE = Duration.ofSeconds(30);
  static final Duration RECHECK = INTERVAL.dividedBy(4);

  /** Rise 2, fall 3. */
  static final HealthCheck PROBES = HealthCheck.DEFAULT.withIntervals(INTERVAL, IDLE);

  static final HealthCheck NO_PROBES = PROBES.withKind(HealthCheck.Kind.NONE);

  /** Which servers were probed, in order. */
  final List<String> probed = new ArrayList<>();

  DestinationPool pool;
  long now = beforeTheClockWraps(Duration.ofSeconds(3).toNanos());
  private final Set<String> refusing = new HashSet<>();
  private final Set<String> silent = new HashSet<>();

  private PoolStory(RoutingSection section) {
    pool = DestinationPool.of(section, now);
  }

  static PoolStory of(Strategy strategy, String... servers) {
    return new PoolStory(section(strategy, PROBES, servers));
  }

  static PoolStory withoutProbes(Strategy strategy, String... servers) {
    return new PoolStory(section(strategy, NO_PROBES, servers));
  }

  static PoolStory of(RoutingSection section) {
    return new PoolStory(section);
  }

  static RoutingSection section(Strategy strategy, HealthCheck health, String... servers) {
    RoutingSectionBuilder builder = RoutingSection.builder("rw").strategy(strategy).health(health);
    for (String server : servers) {
      builder.destination(server(server));
    }
    return builder.build();
  }

  /**
   * A time of a clock that may start anywhere and runs over from the greatest long to the least.
   */
  static long beforeTheClockWraps(long nanos) {
    return Long.MAX_VALUE - nanos;
  }

  static Destination server(String name) {
    return new Destination(name, 3306);
  }

  PoolStory refuses(String... servers) {
    return set(refusing, silent, servers);
  }

  PoolStory silent(String... servers) {
    return set(silent, refusing, servers);
  }

  PoolStory up(String... servers) {
    refusing.removeAll(List.of(servers));
    silent.removeAll(List.of(servers));
    return this;
  }

  private PoolStory set(Set<String> to, Set<String> from, String... servers) {
    to.addAll(List.of(servers));
    from.removeAll(List.of(servers));
    return this;
  }

  /** A client comes: what it tried, in order; the last is where it stays, or {@code -}. */
  List<String> client() {
    List<String> path = new ArrayList<>();
    List<Destination> tried = new ArrayList<>();
    Optional<Destination> next = pool.pick(tried);
    while (next.isPresent()) {
      Destination server = next.get();
      pool = pool.dialing(server, tried.isEmpty());
      tried.add(server);
      path.add(server.host());
      if (alive(server.host())) {
        if (pool.awaitsNewsOf(server)) {
          happens(new Outcome.Greeted(server));
        }
        return path;
      }
      happens(new Outcome.DialFailed(server, "down", silent.contains(server.host())));
      next = pool.pick(tried);
    }
    path.add("-");
    return path;
  }

  PoolStory leaves(String server) {
    return happens(new Outcome.Closed(server(server)));
  }

  PoolStory happens(Outcome outcome) {
    pool = pool.after(outcome, now);
    return this;
  }

  PoolStory changes(UnaryOperator<DestinationPool> change) {
    pool = change.apply(pool);
    return this;
  }

  /** A client's dial fails, whatever the server is. */
  PoolStory dialFails(String server, boolean silently) {
    return happens(new Outcome.DialFailed(server(server), "down", silently));
  }

  /** So many refused dials at the same time. */
  PoolStory dialsFail(String server, int times) {
    for (int i = 0; i < times; i++) {
      dialFails(server, false);
    }
    return this;
  }

  /** Time passes; whatever is due is probed, and answers at once. */
  PoolStory passes(Duration time) {
    long end = now + time.toNanos();
    OptionalLong next = pool.nextDeadline();
    while (next.isPresent() && next.getAsLong() - end <= 0) {
      now = later(next.getAsLong());
      look();
      next = pool.nextDeadline();
    }
    now = end;
    return this;
  }

  /** Time passes, and nobody looks. */
  PoolStory passesUnseen(Duration time) {
    now += time.toNanos();
    return this;
  }

  void look() {
    for (Member due : pool.due(now)) {
      String server = due.destination().host();
      pool = pool.lookedAt(due.destination(), now);
      if (!health(server).probing()) {
        // Nothing probes: the next client will.
        continue;
      }
      probed.add(server);
      happens(
          alive(server)
              ? new Outcome.ProbeSucceeded(due.destination())
              : new Outcome.ProbeFailed(due.destination(), "down", silent.contains(server)));
    }
  }

  Health health(String server) {
    return member(server).health();
  }

  Member member(String server) {
    return pool.member(server(server)).orElseThrow();
  }

  Optional<String> current() {
    return pool.current().map(Destination::host);
  }

  List<String> plan() {
    return pool.plan().asList().stream()
        .map(index -> pool.members().get(index).destination().host())
        .toList();
  }

  /** How long until somebody is due. */
  Duration untilNextLook() {
    return Duration.ofNanos(pool.nextDeadline().orElseThrow() - now);
  }

  List<String> due() {
    return pool.due(now).stream().map(member -> member.destination().host()).toList();
  }

  private boolean alive(String server) {
    return !refusing.contains(server) && !silent.contains(server);
  }

  private long later(long other) {
    return other - now > 0 ? other : now;
  }
}

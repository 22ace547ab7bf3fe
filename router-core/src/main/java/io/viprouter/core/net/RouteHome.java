package io.viprouter.core.net;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Maps;
import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.policy.DestinationPool;
import io.viprouter.core.policy.Outcome;
import io.viprouter.core.policy.PoolChange;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one route holds: its pool, its guard, its counts. Confined to its home loop, the single
 * writer; what is volatile here is published for readers on other threads.
 */
final class RouteHome {

  private static final Logger log = LoggerFactory.getLogger(RouteHome.class);

  private final Shared shared;
  private final EventLoop loop;
  private final List<Lane> lanes = new ArrayList<>();
  private final Placement placement;
  private final PoolNews news;
  private final Looking looking;
  private final Admission admission;
  private final Arrivals arrivals;
  private final InProcess inProcess;
  private final Evictions evictions;
  private final Held held;
  private final History history = new History();
  private final Map<Destination, DestinationCounters> counters = new ConcurrentHashMap<>();
  private final Tally total = new Tally();
  private final Map<RefusalReason, LongAdder> refused = new EnumMap<>(RefusalReason.class);
  private volatile RoutingSection section;
  private volatile DestinationPool pool;
  private Timing timing;

  RouteHome(RoutingSection section, Optional<Destination> first, Shared shared, EventLoop loop) {
    this.section = section;
    this.shared = shared;
    this.loop = loop;
    this.timing = Timing.of(section);
    for (RefusalReason reason : RefusalReason.values()) {
      refused.put(reason, new LongAdder());
    }
    this.news = new PoolNews(section.name(), shared.events());
    this.pool = startingAt(first, DestinationPool.of(judged(section), shared.clock().getAsLong()));
    List<EventLoop> loops = shared.loops().all();
    for (int i = 0; i < loops.size(); i++) {
      lanes.add(new Lane(loops.get(i), i, this));
    }
    this.placement = new Placement(loops.size(), loops.indexOf(loop));
    this.looking = new Looking(this, lanes.get(loops.indexOf(loop)), shared.monitors());
    this.admission = new Admission(this);
    this.arrivals = new Arrivals(this);
    this.inProcess = new InProcess(this);
    this.evictions = new Evictions(this, inProcess);
    this.held = new Held(this);
  }

  private DestinationPool startingAt(Optional<Destination> first, DestinationPool fresh) {
    if (first.isEmpty()) {
      return fresh;
    }
    Optional<DestinationPool> there = fresh.startingAt(first.get());
    if (there.isEmpty()) {
      log.warn("{} cannot begin with {}: it begins as always", news.prefix(), first.get());
    }
    return there.orElse(fresh);
  }

  /** The section with the intervals that count: a monitor has one of its own. */
  private RoutingSection judged(RoutingSection asked) {
    HealthCheck check = asked.health();
    boolean asks =
        check.kind() == HealthCheck.Kind.GREETING || check.kind() == HealthCheck.Kind.ROLE;
    return shared
        .monitors()
        .filter(monitors -> asks)
        .map(monitors -> check.withIntervals(check.interval(), monitors.monitor().interval()))
        .map(faster -> asked.toBuilder().health(faster).build())
        .orElse(asked);
  }

  /** Begins to look at the destinations. */
  void start() {
    looking.updated();
    looking.schedule();
  }

  // What other threads may ask.

  String name() {
    return section.name();
  }

  String prefix() {
    return news.prefix();
  }

  RoutingSection section() {
    return section;
  }

  DestinationPool pool() {
    return pool;
  }

  long total() {
    return total.get();
  }

  long refused() {
    return refused.values().stream().mapToLong(LongAdder::sum).sum();
  }

  Map<RefusalReason, Long> refusals() {
    return Maps.transformValues(refused, LongAdder::sum);
  }

  Resolver resolver() {
    return shared.resolver();
  }

  Shared shared() {
    return shared;
  }

  EventLoop loop() {
    return loop;
  }

  Admission admission() {
    return admission;
  }

  Placement placement() {
    return placement;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  InProcess inProcess() {
    return inProcess;
  }

  Evictions evictions() {
    return evictions;
  }

  Held held() {
    return held;
  }

  History history() {
    return history;
  }

  List<Lane> lanes() {
    return lanes;
  }

  DestinationCounters counters(Destination destination) {
    return counters.computeIfAbsent(
        destination, d -> new DestinationCounters(shared.loops().all().size()));
  }

  /** Has something done at home. */
  void post(Runnable message) {
    loop.execute(message);
  }

  /** A client's dial was greeted; told home only if that is news. */
  void greeted(Destination destination) {
    if (pool.awaitsNewsOf(destination)) {
      post(() -> apply(new Outcome.Greeted(destination)));
    }
  }

  /** A client is turned away; counted before it hears of it. */
  void refused(SocketAddress address, RefusalReason reason) {
    requireNonNull(refused.get(reason)).increment();
    shared.events().tell(l -> l.connectionRefused(name(), address, reason));
  }

  /** A session runs; what is known of it is asked for only if somebody listens. */
  void opened(Supplier<Connection> known) {
    if (shared.events().heard()) {
      Connection connection = known.get();
      shared.events().flight().routed(connection);
      shared.events().tell(l -> l.connectionOpened(connection));
    }
  }

  /** A session is over; one that the server broke casts a doubt on it. */
  void closed(Connection connection, CloseReason reason) {
    if (reason == CloseReason.SERVER_FAILED) {
      connection
          .destination()
          .ifPresent(server -> post(() -> become(pool.doubted(server, loop.now()))));
    }
    shared.events().closed(connection, reason);
  }

  // From here on: home loop only.

  /** The times that sessions accepted from now on keep to. */
  Timing timing() {
    return timing;
  }

  /** Takes a slot at the next candidate, for whoever connects by itself. */
  Optional<Destination> pick(List<Destination> tried) {
    Optional<Destination> next = pick(tried, tried.isEmpty());
    if (tried.isEmpty() && next.isPresent()) {
      total.add(1);
    }
    return next;
  }

  /** Takes a slot for one who was held; counted, if it had none before. */
  Optional<Destination> pickForHeld(boolean hadOne) {
    Optional<Destination> next = pick(List.of(), true);
    if (!hadOne && next.isPresent()) {
      total.add(1);
    }
    return next;
  }

  private Optional<Destination> pick(List<Destination> tried, boolean first) {
    Optional<Destination> next = pool.pick(tried);
    next.ifPresent(destination -> pool = pool.dialing(destination, first));
    return next;
  }

  void redial(Lane lane, Session session, Outcome outcome, List<Destination> tried) {
    apply(outcome);
    Optional<Destination> next = pick(tried);
    boolean full = next.isEmpty() && pool.full();
    if (next.isEmpty() && !full && held.take(lane, session, true)) {
      return;
    }
    lane.loop()
        .execute(
            () ->
                next.ifPresentOrElse(
                    destination -> session.dial(destination, lane.loop().now()),
                    () -> session.noDestination(full, lane.loop().now())));
  }

  /** A client came for whom there was no destination: now, perhaps, or later. */
  void await(Lane lane, Session session) {
    if (!held.take(lane, session, false)) {
      lane.loop().execute(() -> session.noDestination(pool.full(), lane.loop().now()));
    } else if (pool.servesNow()) {
      held.serve();
    }
  }

  /** What happened with a destination. */
  void apply(Outcome outcome) {
    if (outcome instanceof Outcome.DialFailed
        || outcome instanceof Outcome.ServerRefused
        || outcome instanceof Outcome.ProbeFailed) {
      counters(outcome.destination()).connectErrors.add(1);
      log.debug("{} {}", prefix(), outcome);
    }
    DestinationPool next = pool.after(outcome, loop.now());
    if (pool.member(outcome.destination()).filter(m -> m.onlyCounts(outcome)).isPresent()) {
      pool = next;
      serveHeld();
    } else {
      become(next);
    }
  }

  /** Puts another pool in force, and says what changed. */
  void become(DestinationPool next) {
    List<PoolChange> changes = PoolChange.between(pool, next);
    List<PoolChange.StateChanged> states =
        changes.stream()
            .filter(PoolChange.StateChanged.class::isInstance)
            .map(PoolChange.StateChanged.class::cast)
            .toList();
    states.forEach(changed -> history.add(changed, loop.now()));
    pool = next;
    news.tell(changes);
    states.forEach(this::evict);
    serveHeld();
    looking.schedule();
  }

  private void serveHeld() {
    if (held.size() > 0 && pool.servesNow()) {
      held.serve();
    }
  }

  private void evict(PoolChange.StateChanged changed) {
    boolean wrong = pool.member(changed.destination()).filter(m -> m.fitness().wrong()).isPresent();
    if (changed.to() == DestinationState.UNFIT && wrong) {
      evictions.unfit(changed.destination());
    } else if (changed.to() == DestinationState.UP) {
      evictions.fitAgain(changed.destination());
    }
  }

  void update(RoutingSection changed) {
    section = changed;
    timing = Timing.of(changed);
    admission.rules(changed);
    become(pool.updated(judged(changed), loop.now()));
    evictions.updated(pool);
    looking.updated();
  }

  /** No looks any more. */
  void close() {
    looking.close();
    arrivals.close();
    evictions.close();
  }
}

package io.viprouter.core;

import static com.google.common.base.Preconditions.checkArgument;

import io.viprouter.core.health.Monitors;
import io.viprouter.core.net.ConnectionLimit;
import io.viprouter.core.net.EventLoopGroup;
import io.viprouter.core.net.Events;
import io.viprouter.core.net.Journal;
import io.viprouter.core.net.LiveRoute;
import io.viprouter.core.net.Resolver;
import io.viprouter.core.net.Shared;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running router: event loops and the routes on them. Thread-safe. Several may live in one JVM;
 * nothing is static. Its threads are daemons unless the builder was given another factory, so a
 * router that nobody closes does not keep the JVM alive.
 *
 * <pre>{@code
 * try (Router router = Router.of(section).start()) {
 *   int port = router.route("rw").port();
 * }
 * }</pre>
 */
public final class Router implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Router.class);

  private enum State {
    NEW,
    RUNNING,
    CLOSED
  }

  private final RouterBuilder settings;
  private final EventLoopGroup loops;
  private final Resolver resolver;
  private final ConnectionLimit limit;
  private final Journal journal;
  private final Events events;
  private final Optional<Monitors> monitors;
  private final List<LiveRoute> routes = new CopyOnWriteArrayList<>();
  private final Shared shared;
  private final Set<LiveRoute> leaving = ConcurrentHashMap.newKeySet();
  private final Object startStop = new Object();
  private volatile State state = State.NEW;
  private volatile Instant startedAt = Instant.EPOCH;

  Router(RouterBuilder settings) {
    this.settings = settings;
    this.loops = new EventLoopGroup(settings.effectiveIoThreads(), settings.nanoClock);
    this.resolver = new Resolver(settings.nameResolver, settings.threadFactory);
    this.limit = new ConnectionLimit(settings.maxTotalConnections);
    this.journal = new Journal(settings.threadFactory, settings.nanoClock);
    this.events = new Events(settings.listeners, journal);
    this.monitors = settings.monitor.map(m -> new Monitors(m, settings.threadFactory));
    this.shared =
        new Shared(loops, resolver, events, limit, new AtomicLong(), settings.nanoClock, monitors);
    settings.sections.forEach(section -> routes.add(route(section)));
  }

  private LiveRoute route(RoutingSection section) {
    Destination first = settings.initialDestinations.get(section.name());
    return new LiveRoute(section, Optional.ofNullable(first), shared);
  }

  /**
   * Begins a router.
   *
   * @return a builder
   */
  public static RouterBuilder builder() {
    return new RouterBuilder();
  }

  /**
   * A router of these sections with everything else by default.
   *
   * @param sections what to run
   * @return a router to be started
   * @throws IllegalArgumentException if two have the same name
   */
  public static Router of(RoutingSection... sections) {
    RouterBuilder builder = builder();
    for (RoutingSection section : sections) {
      builder.section(section);
    }
    return builder.build();
  }

  /**
   * Binds all sections and runs.
   *
   * @return this
   * @throws RouterException if a section cannot be bound; then nothing is bound, and the router is
   *     closed
   * @throws IllegalStateException if it was started or closed before
   */
  public Router start() {
    synchronized (startStop) {
      if (state != State.NEW) {
        throw new IllegalStateException("router is " + state + "; it starts only once");
      }
      state = State.RUNNING;
      try {
        loops.start(settings.threadFactory, this::died);
      } catch (RuntimeException | Error e) {
        routes.forEach(LiveRoute::died);
        close();
        throw e;
      }
      try {
        routes.forEach(LiveRoute::listen);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
      routes.forEach(LiveRoute::start);
      startedAt = Instant.now();
      return this;
    }
  }

  /**
   * Adds a section to a running router.
   *
   * @param section its definition; its name must be new
   * @return its route, which listens
   * @throws IllegalArgumentException if there is a section of that name, or it asks for roles and
   *     there is no monitor
   * @throws RouterException if it cannot be bound; then it is not there
   * @throws IllegalStateException if the router does not run
   */
  public Route add(RoutingSection section) {
    synchronized (startStop) {
      if (state != State.RUNNING) {
        throw new IllegalStateException(
            "router is " + state + "; sections are added to one that runs");
      }
      checkArgument(
          routes.stream().noneMatch(route -> route.name().equals(section.name())),
          "section '%s' stands twice",
          section.name());
      SectionRules.checkMonitor(section, monitors.isPresent());
      LiveRoute route = route(section);
      try {
        route.listen();
      } catch (RuntimeException e) {
        route.close();
        throw e;
      }
      route.start();
      routes.add(route);
      return route;
    }
  }

  /**
   * Takes a section out of a running router: it stops listening at once, its sessions may go on for
   * a while and are then closed. It no longer shows in {@link #status()}; another of its name may
   * be added at once.
   *
   * @param name the section's name
   * @param grace how long its sessions may go on, zero to 365 days
   * @throws IllegalArgumentException if there is no such section, or the grace is out of range
   * @throws IllegalStateException if the router does not run
   */
  public void remove(String name, Duration grace) {
    synchronized (startStop) {
      if (state != State.RUNNING) {
        throw new IllegalStateException("router is " + state + "; nothing to take out of it");
      }
      LiveRoute route = live(name);
      leaving.add(route);
      route.leave(grace, () -> leaving.remove(route));
      routes.remove(route);
    }
  }

  /**
   * The route of a section.
   *
   * @param name the section's name
   * @return its route
   * @throws IllegalArgumentException if there is no such section
   */
  public Route route(String name) {
    return live(name);
  }

  private LiveRoute live(String name) {
    return routes.stream()
        .filter(route -> route.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no section '"
                        + name
                        + "'; there are "
                        + routes.stream().map(Route::name).toList()));
  }

  /**
   * All routes.
   *
   * @return in the order of the sections
   */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /**
   * A snapshot, taken now.
   *
   * @return the status
   */
  public RouterStatus status() {
    return new RouterStatus(
        startedAt,
        limit.taken(),
        loops.buffersLent(),
        Duration.ofNanos(loops.longestTurnNanos()),
        routes.stream().map(LiveRoute::status).toList());
  }

  /**
   * Stops listening and waits for the clients to leave. Does not close the router. Must not be
   * called from a {@link RouterListener}.
   *
   * @param grace how long to wait, zero to 365 days
   * @return whether all have left
   * @throws IllegalArgumentException if the grace is out of range; then it listens on
   */
  public boolean drain(Duration grace) {
    SectionRules.checkDuration("grace", grace, Duration.ZERO, SectionRules.YEAR);
    if (state != State.RUNNING) {
      return true;
    }
    routes.forEach(LiveRoute::stopListening);
    CompletableFuture<Void> idle =
        CompletableFuture.allOf(
            routes.stream().map(LiveRoute::idle).toArray(CompletableFuture<?>[]::new));
    try {
      idle.get(grace.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return limit.taken() == 0; // With no grace there was no time to be told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("drain failed", e);
    }
  }

  /** Stops listening, closes all sessions and ends the threads. Nothing if it is closed. */
  @Override
  public void close() {
    synchronized (startStop) {
      if (state == State.RUNNING) {
        routes.forEach(LiveRoute::close);
        List.copyOf(leaving).forEach(LiveRoute::close);
      }
      if (state != State.CLOSED) {
        state = State.CLOSED;
        loops.stop();
        resolver.close();
        monitors.ifPresent(Monitors::close);
        journal.close();
      }
    }
  }

  private void died(Throwable cause) {
    log.error("an event loop died; the router closes", cause);
    state = State.CLOSED;
    loops.stop();
    routes.forEach(LiveRoute::died);
    leaving.forEach(LiveRoute::died);
    resolver.close();
    monitors.ifPresent(Monitors::close);
    journal.close();
    events.tell(listener -> listener.routerFailed(cause));
  }
}

package io.viprouter.core;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/** Builds a {@link Router}. Not thread-safe. */
public final class RouterBuilder {

  /** Most event loops. */
  static final int MAX_IO_THREADS = 64;

  /** Loops when none are asked for: one a core, but no more than this. */
  private static final int DEFAULT_IO_THREADS = 4;

  final List<RoutingSection> sections = new ArrayList<>();
  final List<RouterListener> listeners = new ArrayList<>();
  final Map<String, Destination> initialDestinations = new HashMap<>();
  Optional<Monitor> monitor = Optional.empty();
  int ioThreads;
  int maxTotalConnections;
  ThreadFactory threadFactory = RouterBuilder::daemon;
  NameResolver nameResolver = NameResolver.SYSTEM;
  LongSupplier nanoClock = System::nanoTime;

  RouterBuilder() {}

  /**
   * Adds a section.
   *
   * @param section its definition; its name must be unique in the router
   * @return this
   * @throws IllegalArgumentException if a section of that name is there already
   */
  public RouterBuilder section(RoutingSection section) {
    checkArgument(
        sections.stream().noneMatch(other -> other.name().equals(section.name())),
        "section '%s' stands twice",
        section.name());
    sections.add(section);
    return this;
  }

  /**
   * Adds a listener. It is called on event-loop threads.
   *
   * @param listener whom to tell
   * @return this
   */
  public RouterBuilder listener(RouterListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets the number of event loops.
   *
   * @param threads 1 to 64; 0, the default: one a core, at most 4
   * @return this
   * @throws IllegalArgumentException if out of range
   */
  public RouterBuilder ioThreads(int threads) {
    SectionRules.checkRange("io-threads", threads, 0, MAX_IO_THREADS);
    ioThreads = threads;
    return this;
  }

  /**
   * Limits the clients of all sections together, counted from accept to close.
   *
   * @param most 1 to 10000000; 0, the default: no limit
   * @return this
   * @throws IllegalArgumentException if out of range
   */
  public RouterBuilder maxTotalConnections(int most) {
    SectionRules.checkRange("max-total-connections", most, 0, 10_000_000);
    maxTotalConnections = most;
    return this;
  }

  /**
   * Sets who makes the threads. The router names them {@code router-io-N} and {@code
   * router-resolver} and {@code router-monitor-HOST:PORT}; the default makes daemons, so that a
   * router nobody closed does not keep the JVM alive.
   *
   * @param factory makes unstarted threads
   * @return this
   */
  public RouterBuilder threadFactory(ThreadFactory factory) {
    threadFactory = requireNonNull(factory, "thread factory");
    return this;
  }

  /**
   * Sets who resolves the names of destinations.
   *
   * @param resolver called on resolver threads; the JDK's by default
   * @return this
   */
  public RouterBuilder nameResolver(NameResolver resolver) {
    nameResolver = requireNonNull(resolver, "name resolver");
    return this;
  }

  /**
   * Lets the router ask its servers as a monitor user: needed by sections with {@link
   * HealthCheck.Kind#ROLE}, used by those with {@link HealthCheck.Kind#GREETING}.
   *
   * @param how whom to ask, how often
   * @return this
   */
  public RouterBuilder monitor(Monitor how) {
    monitor = Optional.of(how);
    return this;
  }

  /**
   * Lets a section begin with another than its first destination: the one that was the current one
   * before a restart. Only sticky strategies have one; if the section has not this destination, or
   * its strategy is not sticky, that is logged and the section begins as always.
   *
   * @param section name of a section
   * @param destination where its new connections go first
   * @return this
   */
  public RouterBuilder initialDestination(String section, Destination destination) {
    initialDestinations.put(section, destination);
    return this;
  }

  /** Replaces the clock: for tests that step the loops. */
  RouterBuilder nanoClock(LongSupplier clock) {
    nanoClock = clock;
    return this;
  }

  /**
   * Makes the router; nothing runs yet. It holds some file descriptors from now on: one that is not
   * wanted any more is to be closed, started or not.
   *
   * @return a router to be started
   * @throws IllegalArgumentException if a section asks for roles and there is no monitor, or an
   *     initial destination is that of a section which is not there
   */
  public Router build() {
    for (RoutingSection section : sections) {
      SectionRules.checkMonitor(section, monitor.isPresent());
    }
    for (String name : initialDestinations.keySet()) {
      checkArgument(
          sections.stream().anyMatch(section -> section.name().equals(name)),
          "initial destination of section '%s': there is no such section",
          name);
    }
    return new Router(this);
  }

  int effectiveIoThreads() {
    return ioThreads > 0
        ? ioThreads
        : Math.min(Runtime.getRuntime().availableProcessors(), DEFAULT_IO_THREADS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}

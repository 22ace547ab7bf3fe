package io.viprouter.launcher.admin;

import io.viprouter.core.RouteStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of the last minutes, for charts and rates: a bounded ring. Thread-safe; one daemon
 * thread takes the samples.
 */
final class Samples implements AutoCloseable {

  /** Between two samples. */
  static final Duration INTERVAL = Duration.ofSeconds(2);

  /** Samples kept: ten minutes. */
  static final int CAPACITY = 300;

  /** Rates are means over this long, or over what there is. */
  static final Duration RATE_SPAN = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(Samples.class);

  /**
   * The figures of a section at one moment. Immutable.
   *
   * @param active clients now
   * @param total clients accepted since the start
   * @param refused clients turned away since the start
   * @param bytesFromClients since the start
   * @param bytesFromServers since the start
   */
  record Figures(
      int active, long total, long refused, long bytesFromClients, long bytesFromServers) {}

  /**
   * All sections at one moment. Immutable.
   *
   * @param number counts samples, from 1
   * @param at when
   * @param sections by name
   */
  record Sample(long number, Instant at, Map<String, Figures> sections) {}

  /**
   * What a section did lately, as means. Immutable.
   *
   * @param seconds over how long; 0: nothing is known yet, and all rates are 0
   * @param connectionsPerSecond accepted clients
   * @param bytesFromClientsPerSecond bytes to servers
   * @param bytesFromServersPerSecond bytes to clients
   */
  record Rates(
      double seconds,
      double connectionsPerSecond,
      double bytesFromClientsPerSecond,
      double bytesFromServersPerSecond) {}

  private final Operations operations;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;
  private final Deque<Sample> ring = new ArrayDeque<>(CAPACITY);
  private long number;

  Samples(Operations operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "admin-samples");
              made.setDaemon(true);
              return made;
            });
  }

  void start() {
    var unused =
        thread.scheduleAtFixedRate(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An exception would end the schedule. */
  private void tick() {
    try {
      take();
    } catch (RuntimeException e) {
      log.warn("admin interface: no sample could be taken", e);
    }
  }

  /** Takes one sample now. */
  void take() {
    Map<String, Figures> sections = new LinkedHashMap<>();
    for (RouteStatus route : operations.snapshot().routing().routes()) {
      sections.put(
          route.name(),
          new Figures(
              route.activeConnections(),
              route.totalConnections(),
              route.refusedConnections(),
              route.bytesFromClients(),
              route.bytesFromServers()));
    }
    synchronized (ring) {
      if (ring.size() == CAPACITY) {
        ring.removeFirst();
      }
      ring.addLast(new Sample(++number, clock.instant(), sections));
    }
  }

  /** The samples after a number, the oldest first. */
  List<Sample> after(long seen) {
    synchronized (ring) {
      List<Sample> later = new ArrayList<>();
      ring.forEach(
          sample -> {
            if (sample.number() > seen) {
              later.add(sample);
            }
          });
      return later;
    }
  }

  /** What a section did lately. */
  Rates rates(String section) {
    List<Sample> all = after(0);
    if (all.isEmpty()) {
      return new Rates(0, 0, 0, 0);
    }
    Sample last = all.get(all.size() - 1);
    Instant earliest = last.at().minus(RATE_SPAN);
    Optional<Sample> first =
        all.stream()
            .filter(s -> !s.at().isBefore(earliest) && s.sections().containsKey(section))
            .findFirst();
    Figures now = last.sections().get(section);
    if (first.isEmpty() || now == null) {
      return new Rates(0, 0, 0, 0);
    }
    return between(first.get(), now, section, last.at());
  }

  private static Rates between(Sample first, Figures now, String section, Instant at) {
    Figures then = first.sections().get(section);
    double seconds = Duration.between(first.at(), at).toNanos() / 1e9;
    if (then == null || seconds <= 0) {
      return new Rates(0, 0, 0, 0);
    }
    return new Rates(
        seconds,
        perSecond(now.total() - then.total(), seconds),
        perSecond(now.bytesFromClients() - then.bytesFromClients(), seconds),
        perSecond(now.bytesFromServers() - then.bytesFromServers(), seconds));
  }

  /** A section that was removed and came back begins at 0 again; it did not run backwards. */
  private static double perSecond(long difference, double seconds) {
    return Math.max(0, difference) / seconds;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

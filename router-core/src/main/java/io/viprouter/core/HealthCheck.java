package io.viprouter.core;

import static io.viprouter.core.SectionRules.checkDuration;
import static io.viprouter.core.SectionRules.checkRange;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a section finds out which of its destinations are well. Immutable.
 *
 * <p>What traffic tells comes first: a destination whose servers greet clients or send bytes is not
 * probed. One that fails is probed every {@code interval}, and every quarter of it while its fate
 * hangs on the next answers. One that nobody has heard of for {@code idleInterval} is probed once.
 *
 * @param kind what a probe does
 * @param interval between probes of a destination in trouble, 10 ms to 1 h
 * @param idleInterval silence after which a destination in good standing is probed, 10 ms to 24 h
 * @param timeout how long a probe waits for its answer, 1 ms to 1 min
 * @param rise good answers in a row that end a quarantine, 1 to 100
 * @param fall failures in a row, seen by clients or probes, that begin one, 1 to 100
 */
public record HealthCheck(
    Kind kind, Duration interval, Duration idleInterval, Duration timeout, int rise, int fall) {

  /** Greeting probes every 2 s in trouble, every 30 s when idle, 1 s timeout, rise 2, fall 3. */
  public static final HealthCheck DEFAULT =
      new HealthCheck(
          Kind.GREETING,
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          2,
          3);

  /** No probes: a destination in trouble is tried again by a client once an interval. */
  public static final HealthCheck NONE = DEFAULT.withKind(Kind.NONE);

  /** What a probe does. */
  public enum Kind {
    /**
     * Waits for the server's greeting and then logs in as a user that does not exist, to the final
     * refusal, so that the server does not count the probe toward blocking this host.
     */
    GREETING,
    /**
     * Only connects. A server that accepts and does not serve looks well to it, and MySQL counts it
     * as a connection error of this host.
     */
    TCP,
    /**
     * Asks the server for its role over a kept session of the router's {@link Monitor}, which it
     * needs. Read-write sections use only a server that is writable and replicates from no live
     * source; read-only sections only replicas that replicate and do not lag too far, or the
     * primary while there is none.
     */
    ROLE,
    /** No probes. */
    NONE
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public HealthCheck {
    requireNonNull(kind, "health kind");
    checkDuration("health interval", interval, Duration.ofMillis(10), Duration.ofHours(1));
    checkDuration("health idle-interval", idleInterval, Duration.ofMillis(10), Duration.ofDays(1));
    checkDuration("health timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(1));
    checkRange("health rise", rise, 1, 100);
    checkRange("health fall", fall, 1, 100);
  }

  /**
   * The same with another kind.
   *
   * @param kind what a probe does
   * @return a copy
   */
  public HealthCheck withKind(Kind kind) {
    return new HealthCheck(kind, interval, idleInterval, timeout, rise, fall);
  }

  /**
   * The same with other intervals.
   *
   * @param interval between probes in trouble, 10 ms to 1 h
   * @param idleInterval silence before a probe in good standing, 10 ms to 24 h
   * @return a copy
   */
  public HealthCheck withIntervals(Duration interval, Duration idleInterval) {
    return new HealthCheck(kind, interval, idleInterval, timeout, rise, fall);
  }

  /**
   * The same with another timeout.
   *
   * @param timeout how long a probe waits, 1 ms to 1 min
   * @return a copy
   */
  public HealthCheck withTimeout(Duration timeout) {
    return new HealthCheck(kind, interval, idleInterval, timeout, rise, fall);
  }

  /**
   * The same with other counts.
   *
   * @param rise good answers that end a quarantine, 1 to 100
   * @param fall failures that begin one, 1 to 100
   * @return a copy
   */
  public HealthCheck withCounts(int rise, int fall) {
    return new HealthCheck(kind, interval, idleInterval, timeout, rise, fall);
  }
}

package io.viprouter.core.policy;

import io.viprouter.core.HealthCheck;

/**
 * The figures of a {@link HealthCheck}, in nanoseconds. Immutable.
 *
 * @param probes whether anything probes at all
 * @param intervalNanos between looks at a quarantined member
 * @param idleIntervalNanos silence after which one in good standing is looked at
 * @param recheckNanos between looks while the next answers decide
 * @param rise good answers that end a quarantine
 * @param fall failures that begin one
 */
public record HealthRules(
    boolean probes,
    long intervalNanos,
    long idleIntervalNanos,
    long recheckNanos,
    int rise,
    int fall) {

  /** While the next answers decide, looks are this many times as frequent. */
  private static final int RECHECK_DIVISOR = 4;

  /**
   * Converts.
   *
   * @param check the section's figures
   * @return the rules
   */
  public static HealthRules of(HealthCheck check) {
    long interval = check.interval().toNanos();
    return new HealthRules(
        check.kind() != HealthCheck.Kind.NONE,
        interval,
        check.idleInterval().toNanos(),
        interval / RECHECK_DIVISOR,
        check.rise(),
        check.fall());
  }
}

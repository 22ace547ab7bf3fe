package io.viprouter.core.policy;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.Mode;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;

/**
 * The figures of a {@link HealthCheck}, in nanoseconds. Immutable.
 *
 * @param probes whether anything probes at all
 * @param intervalNanos between looks at a quarantined member
 * @param idleIntervalNanos silence after which one in good standing is looked at
 * @param recheckNanos between looks while the next answers decide
 * @param timeoutNanos how long a probe may wait
 * @param rise good answers that end a quarantine
 * @param fall failures that begin one
 * @param role whether members must prove that they have the role
 * @param soleWriter whether one that comes back must not be a second writer
 */
public record HealthRules(
    boolean probes,
    long intervalNanos,
    long idleIntervalNanos,
    long recheckNanos,
    long timeoutNanos,
    int rise,
    int fall,
    boolean role,
    boolean soleWriter) {

  /** While the next answers decide, looks are this many times as frequent. */
  private static final int RECHECK_DIVISOR = 4;

  /**
   * For a member other than the one that served last, while all are in quarantine: that one is to
   * be looked at once more before another is taken, for a router that was cut from all of them sees
   * them come back one by one.
   */
  HealthRules patient() {
    int looks = RECHECK_DIVISOR + (int) ((timeoutNanos + recheckNanos - 1) / recheckNanos);
    return new HealthRules(
        probes,
        intervalNanos,
        idleIntervalNanos,
        recheckNanos,
        timeoutNanos,
        rise + looks,
        fall,
        role,
        soleWriter);
  }

  /**
   * Converts.
   *
   * @param section whose figures
   * @return the rules
   */
  public static HealthRules of(RoutingSection section) {
    HealthCheck check = section.health();
    long interval = check.interval().toNanos();
    boolean role = check.kind() == HealthCheck.Kind.ROLE;
    boolean keepsToOne =
        section.strategy().sticky() || section.strategy() == Strategy.PRIMARY_PREFERRED;
    return new HealthRules(
        check.kind() != HealthCheck.Kind.NONE,
        interval,
        check.idleInterval().toNanos(),
        interval / RECHECK_DIVISOR,
        check.timeout().toNanos(),
        check.rise(),
        check.fall(),
        role,
        role && keepsToOne && section.mode() == Mode.READ_WRITE);
  }
}

package io.viprouter.core.policy;

/**
 * What is held of one destination, and when to look again. Immutable.
 *
 * <pre>
 *   from         on                          to           note
 *   up           failure, fewer than fall    up           failures + 1, looked at again soon
 *   up           failure number fall         quarantined
 *   up           success                     up           failures = 0
 *   quarantined  failure                     quarantined  successes = 0
 *   quarantined  success, fewer than rise    quarantined  successes + 1, looked at again soon
 *   quarantined  success number rise         up
 *   quarantined  due, when nothing probes    up           one failure away from quarantine
 * </pre>
 *
 * @param up whether it is in good standing
 * @param failures failures in a row; in quarantine, those since it last did well
 * @param successes good answers in a row while quarantined
 * @param silent whether the last failure was silence, which costs whoever tries a timeout
 * @param sinceNanos when {@code up} last changed
 * @param lookAtNanos when it is to be probed
 * @param probing whether a probe is under way
 * @param lastError the last failure in words; empty if there was none
 */
public record Health(
    boolean up,
    int failures,
    int successes,
    boolean silent,
    long sinceNanos,
    long lookAtNanos,
    boolean probing,
    String lastError) {

  /** Nothing is known: good standing, and due for a look at once. */
  static Health fresh(long nowNanos) {
    return new Health(true, 0, 0, false, nowNanos, nowNanos, false, "");
  }

  /** After a failure that a client's dial met. */
  Health dialFailed(String cause, boolean wasSilent, HealthRules rules, long nowNanos) {
    Health next = failed(cause, wasSilent, rules, nowNanos);
    boolean firstSign = up && failures == 0;
    long lookAt = firstSign && rules.probes() ? nowNanos : next.lookAtNanos;
    return next.lookingAt(lookAt, probing);
  }

  /** After a probe's failure. */
  Health probeFailed(String cause, boolean wasSilent, HealthRules rules, long nowNanos) {
    return failed(cause, wasSilent, rules, nowNanos);
  }

  /** After a good sign: a greeting to a client or to a probe, or bytes on a session. */
  Health well(boolean fromProbe, HealthRules rules, long nowNanos) {
    boolean stillProbing = probing && !fromProbe;
    if (up) {
      return new Health(
          true,
          0,
          0,
          false,
          sinceNanos,
          nowNanos + rules.idleIntervalNanos(),
          stillProbing,
          lastError);
    }
    if (successes + 1 >= rules.rise()) {
      long lookAt = nowNanos + rules.idleIntervalNanos();
      return new Health(true, 0, 0, false, nowNanos, lookAt, stillProbing, lastError);
    }
    long lookAt = nowNanos + rules.recheckNanos();
    return new Health(
        false, failures, successes + 1, false, sinceNanos, lookAt, stillProbing, lastError);
  }

  /** When nothing probes: a client may try it again, and one more failure ends that. */
  Health paroled(HealthRules rules, long nowNanos) {
    long lookAt = nowNanos + rules.idleIntervalNanos();
    return new Health(true, rules.fall() - 1, 0, silent, nowNanos, lookAt, false, lastError);
  }

  Health probed() {
    return lookingAt(lookAtNanos, true);
  }

  Health lookingAt(long lookAt, boolean isProbing) {
    return new Health(up, failures, successes, silent, sinceNanos, lookAt, isProbing, lastError);
  }

  private Health failed(String cause, boolean wasSilent, HealthRules rules, long nowNanos) {
    int count = failures == Integer.MAX_VALUE ? failures : failures + 1;
    boolean staysUp = up && count < rules.fall();
    long since = staysUp == up ? sinceNanos : nowNanos;
    long wait = staysUp ? rules.recheckNanos() : rules.intervalNanos();
    return new Health(staysUp, count, 0, wasSilent, since, nowNanos + wait, false, cause);
  }
}

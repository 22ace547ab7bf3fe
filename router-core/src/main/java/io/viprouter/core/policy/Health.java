package io.viprouter.core.policy;

/**
 * What is held of one destination, and when to look again. Immutable.
 *
 * <pre>
 *   standing     on                             to           note
 *   well         failure                        suspect      looked at again at once
 *   suspect      failure, fewer than fall       suspect      failures + 1; after a success, from 1 again
 *   well, suspect  failure number fall          quarantined
 *   suspect      success number rise            well
 *   quarantined  failure                        quarantined  successes = 0, parole ends
 *   quarantined  success, fewer than rise       quarantined  successes + 1, looked at again soon
 *   quarantined  success number rise            well
 *   any but well  due, when nothing probes      the same     on parole: a client may try it
 * </pre>
 *
 * @param up whether it is in good standing: well or suspect
 * @param failures failures in a row; in quarantine, all since it was last well; 0 when well
 * @param successes good answers in a row since the last failure, while not well
 * @param silent whether the last failure was silence, which costs whoever tries a timeout
 * @param sinceNanos when {@code up} last changed
 * @param lookAtNanos when it is to be looked at
 * @param look what is under way between two looks
 * @param lastError the last failure in words; empty if there was none
 */
public record Health(
    boolean up,
    int failures,
    int successes,
    boolean silent,
    long sinceNanos,
    long lookAtNanos,
    Look look,
    String lastError) {

  /** What is under way. */
  public enum Look {
    /** Nothing. */
    NONE,
    /** A probe. */
    PROBING,
    /** Where nothing probes: clients may try it in the ordinary way until one fails. */
    PAROLE
  }

  /** Nothing is known: good standing, and due for a look at once. */
  static Health fresh(long nowNanos) {
    return new Health(true, 0, 0, false, nowNanos, nowNanos, Look.NONE, "");
  }

  /**
   * Whether nothing bad is known of it.
   *
   * @return true if so
   */
  public boolean well() {
    return up && failures == 0;
  }

  /** Whether a probe is under way. */
  boolean probing() {
    return look == Look.PROBING;
  }

  /** After a failure that a client's dial met. */
  Health dialFailed(String cause, boolean wasSilent, HealthRules rules, long nowNanos) {
    Health next = failed(cause, wasSilent, rules, nowNanos);
    long lookAt = well() && rules.probes() ? nowNanos : next.lookAtNanos;
    return next.lookingAt(lookAt, probing() ? look : Look.NONE);
  }

  /** After a probe's failure. */
  Health probeFailed(String cause, boolean wasSilent, HealthRules rules, long nowNanos) {
    return failed(cause, wasSilent, rules, nowNanos);
  }

  /** After a good sign: a greeting to a client or to a probe, or bytes on a session. */
  Health good(boolean fromProbe, HealthRules rules, long nowNanos) {
    Look left = probing() && fromProbe ? Look.NONE : look;
    if (well() || successes + 1 >= rules.rise()) {
      long since = up ? sinceNanos : nowNanos;
      Look stays = left == Look.PAROLE ? Look.NONE : left;
      long lookAt = nowNanos + rules.idleIntervalNanos();
      return new Health(true, 0, 0, false, since, lookAt, stays, lastError);
    }
    long lookAt = nowNanos + rules.recheckNanos();
    return new Health(up, failures, successes + 1, false, sinceNanos, lookAt, left, lastError);
  }

  /** A probe is under way. */
  Health probed() {
    return lookingAt(lookAtNanos, Look.PROBING);
  }

  /** Nothing probes: clients may try it until one fails. */
  Health paroled() {
    return lookingAt(lookAtNanos, Look.PAROLE);
  }

  Health lookingAt(long lookAt, Look next) {
    return new Health(up, failures, successes, silent, sinceNanos, lookAt, next, lastError);
  }

  private Health failed(String cause, boolean wasSilent, HealthRules rules, long nowNanos) {
    // The greater of the two: the count stays at its maximum instead of turning negative.
    int inARow = up && successes > 0 ? 1 : Math.max(failures, failures + 1);
    boolean staysUp = up && inARow < rules.fall();
    long since = staysUp == up ? sinceNanos : nowNanos;
    long lookAt = nowNanos + (staysUp ? rules.recheckNanos() : rules.intervalNanos());
    return new Health(staysUp, inARow, 0, wasSilent, since, lookAt, Look.NONE, cause);
  }
}

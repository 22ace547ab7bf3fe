package io.viprouter.core.policy;

import io.viprouter.core.policy.Verdict.Worth;

/**
 * Whether a destination has the role that its section needs, and how sure that is. Immutable. A
 * check that fails or times out tells nothing of the role and changes nothing here.
 *
 * <pre>
 *   kind      on                                         to
 *   UNASKED   (the section does not ask for roles)
 *   UNKNOWN   fit, standby or unfit                      that, at once
 *   UNKNOWN   nobody may ask, fall times in a row        FIT: health alone decides
 *   FIT       unfit, fall times in a row                 UNFIT
 *   FIT       fit or standby                             FIT
 *   UNFIT     fit or standby, rise times in a row        FIT
 *   RETURNED  fit or standby                             FIT, unless it would be a second writer
 *   RETURNED  unfit                                      UNFIT
 *   RETURNED  nobody may ask, fall times in a row        FIT
 *   any       quarantine, where roles are asked for      RETURNED
 * </pre>
 *
 * @param kind what is held of it
 * @param standby whether it is only for want of a better one
 * @param opposing verdicts in a row that speak against the kind
 * @param cause the last verdict, in words
 */
public record Fitness(Kind kind, boolean standby, int opposing, String cause) {

  /** What is held of it. */
  public enum Kind {
    /** The section takes any that is well. */
    UNASKED,
    /** Not looked at yet. */
    UNKNOWN,
    /** Has the role. */
    FIT,
    /** Has another role. */
    UNFIT,
    /** Was away: whatever it was then, it has to prove it anew. */
    RETURNED
  }

  static final Fitness UNASKED = new Fitness(Kind.UNASKED, false, 0, "well");

  static final Fitness UNKNOWN = new Fitness(Kind.UNKNOWN, false, 0, "role not known yet");

  /** Of a member that was used before roles were asked for: it is used until a look says no. */
  static final Fitness TRUSTED = new Fitness(Kind.FIT, false, 0, "role not known yet");

  static final Fitness RETURNED =
      new Fitness(Kind.RETURNED, false, 0, "was away; its role is not proven yet");

  /**
   * Whether the section may use it.
   *
   * @return true if so
   */
  public boolean fit() {
    return kind == Kind.UNASKED || kind == Kind.FIT;
  }

  /**
   * After a verdict.
   *
   * @param verdict what was seen
   * @param rules rise and fall
   * @param otherWriter a server of the section that is fit and would be a second one; empty: none
   */
  Fitness after(Verdict verdict, HealthRules rules, String otherWriter) {
    if (kind == Kind.UNASKED) {
      return this;
    }
    if (verdict.worth() == Worth.UNKNOWN) {
      boolean open = kind == Kind.UNKNOWN || kind == Kind.RETURNED;
      if (open && opposing + 1 < rules.fall()) {
        return new Fitness(kind, false, opposing + 1, cause);
      }
      return open ? new Fitness(Kind.FIT, false, 0, verdict.cause()) : this;
    }
    boolean good = verdict.worth() != Worth.UNFIT;
    boolean second = good && verdict.alone() && !otherWriter.isEmpty() && rules.soleWriter();
    if (kind == Kind.RETURNED && second) {
      return new Fitness(
          kind, false, 0, verdict.cause() + ", but so is " + otherWriter + ": two writers");
    }
    boolean opposes = good ? kind == Kind.UNFIT : kind == Kind.FIT;
    int needed = good ? rules.rise() : rules.fall();
    if (opposes && opposing + 1 < needed) {
      return new Fitness(kind, standby, opposing + 1, good ? cause : verdict.cause());
    }
    if (kind == Kind.UNFIT && second) {
      return new Fitness(
          kind,
          false,
          Math.min(needed, opposing + 1),
          verdict.cause() + ", but so is " + otherWriter + ": two writers");
    }
    Kind next = good ? Kind.FIT : Kind.UNFIT;
    return new Fitness(next, verdict.worth() == Worth.STANDBY, 0, verdict.cause());
  }

  /**
   * Whether a look at the server has shown that it has not the role.
   *
   * @return true if so; false also while nothing is known yet
   */
  public boolean wrong() {
    return kind == Kind.UNFIT || (kind == Kind.RETURNED && !cause.equals(RETURNED.cause));
  }

  /** After its server fell into quarantine. */
  Fitness away() {
    return kind == Kind.UNASKED ? this : RETURNED;
  }

  /** After an operator said that it is to be used, whatever is known. */
  Fitness decreed() {
    return kind == Kind.UNASKED ? this : new Fitness(Kind.FIT, false, 0, "decreed by command");
  }
}

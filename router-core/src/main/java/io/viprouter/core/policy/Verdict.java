package io.viprouter.core.policy;

/**
 * What a look at a server's role gave for one section. Immutable.
 *
 * @param worth whether the section may use it
 * @param cause in words
 * @param alone whether a read-write section should have no second one like it: false in clusters
 *     where every node may be written to
 */
public record Verdict(Worth worth, String cause, boolean alone) {

  /** Whether a section may use it. */
  public enum Worth {
    /** Yes. */
    FIT,
    /** Only while there is none that is fit. */
    STANDBY,
    /** No. */
    UNFIT,
    /** Nobody may ask: health alone decides. */
    UNKNOWN
  }

  /**
   * The section may use it.
   *
   * @param cause in words
   * @return a verdict
   */
  public static Verdict fit(String cause) {
    return new Verdict(Worth.FIT, cause, true);
  }

  /**
   * The section may use it, and others like it at the same time.
   *
   * @param cause in words
   * @return a verdict
   */
  public static Verdict fitAmongOthers(String cause) {
    return new Verdict(Worth.FIT, cause, false);
  }

  /**
   * The section may use it while there is no better one.
   *
   * @param cause in words
   * @return a verdict
   */
  public static Verdict standby(String cause) {
    return new Verdict(Worth.STANDBY, cause, false);
  }

  /**
   * The section may not use it.
   *
   * @param cause in words
   * @return a verdict
   */
  public static Verdict unfit(String cause) {
    return new Verdict(Worth.UNFIT, cause, true);
  }

  /**
   * Nobody may ask the server, so that nothing is learnt.
   *
   * @param cause in words
   * @return a verdict
   */
  public static Verdict unknown(String cause) {
    return new Verdict(Worth.UNKNOWN, cause, true);
  }
}

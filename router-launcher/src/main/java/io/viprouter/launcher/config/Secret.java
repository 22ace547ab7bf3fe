package io.viprouter.launcher.config;

/**
 * A password or a token, which no log line and no message may show by mistake. Immutable.
 *
 * @param value the secret itself; empty if there is none
 */
public record Secret(String value) {

  /** None. */
  public static final Secret NONE = new Secret("");

  /**
   * Whether there is one.
   *
   * @return true if it is not empty
   */
  public boolean given() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return given() ? "(secret)" : "(none)";
  }
}

package io.viprouter.launcher.config;

/** A value breaks its rule; the message says how, without the path. Immutable. */
public final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  Fault(String what) {
    super(what, null, false, false);
  }

  /**
   * What is wrong.
   *
   * @return the value and the rule
   */
  public String what() {
    return String.valueOf(getMessage());
  }
}

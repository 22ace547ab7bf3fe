package io.viprouter.launcher.admin;

/** A command was understood and not carried out; nothing has changed. The message says why. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message why
   */
  public RefusedException(String message) {
    super(message);
  }
}

package io.viprouter.launcher.admin;

/** There is no section, destination or virtual router of that name. The message names it. */
public final class UnknownNameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what there is none of, and which there are
   */
  public UnknownNameException(String message) {
    super(message);
  }
}

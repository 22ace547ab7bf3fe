package io.viprouter.core;

/** The router could not start, or one of its sections could not bind. The message names it. */
public final class RouterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The section at fault. */
  private final String section;

  /**
   * Makes one.
   *
   * @param section name of the section at fault
   * @param message what went wrong, without the section's name
   * @param cause the system's own word
   */
  public RouterException(String section, String message, Throwable cause) {
    super("section '" + section + "': " + message, cause);
    this.section = section;
  }

  /**
   * The section at fault.
   *
   * @return its name
   */
  public String section() {
    return section;
  }
}

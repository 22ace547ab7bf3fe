package io.viprouter.core;

/**
 * A failback was refused because the destination is not known to hold what the current one holds,
 * or is not usable. The message names the missing transactions, or what is not known. The section
 * is as it was. {@link Route#failback(boolean)} with {@code force} goes back all the same.
 */
public final class FailbackRefusedException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private final String missing;

  /**
   * Makes one.
   *
   * @param message in words
   * @param missing the transactions that the target lacks; empty if that is not the reason
   */
  public FailbackRefusedException(String message, String missing) {
    super(message);
    this.missing = missing;
  }

  /**
   * What the target lacks.
   *
   * @return a set of GTIDs as the servers write it; empty if something else is the reason
   */
  public String missing() {
    return missing;
  }
}

package io.viprouter.examples.servers;

/** A server could not be installed, started, reached or asked. The message says which and why. */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what went wrong
   */
  public ServerException(String message) {
    super(message);
  }

  /**
   * Makes one.
   *
   * @param message what went wrong
   * @param cause why
   */
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.viprouter.examples.lab;

/** Something is not as it must be. */
final class NotTrueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotTrueException(String message) {
    super(message);
  }
}

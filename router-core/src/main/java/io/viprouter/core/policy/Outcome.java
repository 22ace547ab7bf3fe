package io.viprouter.core.policy;

import io.viprouter.core.Destination;

/** What happened with a destination. Immutable. */
public sealed interface Outcome {

  /**
   * Whom it happened with.
   *
   * @return the destination
   */
  Destination destination();

  /** A client's dial was greeted; the session goes on. */
  record Greeted(Destination destination) implements Outcome {}

  /**
   * A client's dial failed; its slot is free again.
   *
   * @param destination the server
   * @param cause in words
   * @param silent whether it was a timeout
   */
  record DialFailed(Destination destination, String cause, boolean silent) implements Outcome {}

  /**
   * The server's first packet was an error; the slot is free again.
   *
   * @param destination the server
   * @param code the error's number
   * @param message its text
   */
  record ServerRefused(Destination destination, int code, String message) implements Outcome {

    /**
     * Whether the server is merely full, which is no sign of illness: the next client may well get
     * in, and nothing is learnt for the others.
     *
     * @return true for too many connections, by whatever limit
     */
    public boolean full() {
      return switch (code) {
        case 1040, 1041, 1135, 1203, 1226 -> true;
        default -> false;
      };
    }

    /**
     * The refusal as the cause of a failure.
     *
     * @return in words
     */
    public String cause() {
      return code == 1129
          ? "blocks this host (1129); run FLUSH HOSTS there: " + message
          : "refuses connections (" + code + "): " + message;
    }
  }

  /**
   * The router itself lacked something; the destination is not to blame. The slot is free again.
   *
   * @param destination the server that was to be dialled
   * @param cause in words
   */
  record RouterAtFault(Destination destination, String cause) implements Outcome {}

  /** Traffic shows that it is well. */
  record Heard(Destination destination) implements Outcome {}

  /** A probe was greeted. */
  record ProbeSucceeded(Destination destination) implements Outcome {}

  /** A probe could not be made, for a fault of the router's own. */
  record ProbeAbandoned(Destination destination) implements Outcome {}

  /**
   * A probe failed.
   *
   * @param destination the server
   * @param cause in words
   * @param silent whether it was a timeout
   */
  record ProbeFailed(Destination destination, String cause, boolean silent) implements Outcome {}

  /** A probe failed, but bytes of the server arrived meanwhile: it is not down. */
  record ProbeVetoed(Destination destination) implements Outcome {}

  /**
   * Its role was looked at.
   *
   * @param destination the server
   * @param verdict what that means for the section
   */
  record RoleSeen(Destination destination, Verdict verdict) implements Outcome {}

  /** A session ended; its slot is free again. */
  record Closed(Destination destination) implements Outcome {}
}

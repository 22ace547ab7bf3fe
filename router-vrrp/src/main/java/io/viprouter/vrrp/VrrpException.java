package io.viprouter.vrrp;

/** A virtual router could not start. */
public final class VrrpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was in the way. */
  public enum Kind {
    /** This is not Linux on 64 bits, or JNA does not work here. */
    UNSUPPORTED,
    /** A right is missing; the message names it and says how to grant it. */
    NOT_PERMITTED,
    /** The system refused something else. */
    SYSTEM
  }

  private final Kind kind;

  VrrpException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  VrrpException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /**
   * What was in the way.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }
}

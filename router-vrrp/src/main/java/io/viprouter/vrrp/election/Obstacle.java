package io.viprouter.vrrp.election;

/** Why a router cannot take part. Immutable; a router is in FAULT while it has one of them. */
public enum Obstacle {
  /** No link. */
  LINK("its interface is down"),
  /** No address to send from. */
  SOURCE("its interface has no address to send from"),
  /** A watched interface. */
  TRACKED_INTERFACE("a tracked interface is down"),
  /** The application said so. */
  UNFIT("it was declared unfit"),
  /** The system refused or somebody keeps removing them. */
  ADDRESS("its addresses cannot be kept on the interface"),
  /** Sync group. */
  GROUP("a member of its sync group is at fault");

  private final String text;

  Obstacle(String text) {
    this.text = text;
  }

  /**
   * For logs and status.
   *
   * @return the reason as half a sentence
   */
  public String text() {
    return text;
  }
}

package io.viprouter.vrrp;

/** What a virtual router is doing (RFC 9568, section 6.4). */
public enum VrrpState {
  /** Not started, or stopped. */
  INITIALIZE("INITIALIZE"),
  /** Another router owns the addresses; this one listens. */
  BACKUP("BACKUP"),
  /** This router owns the addresses. The log says MASTER, the word operators search for. */
  ACTIVE("MASTER"),
  /** This router cannot take part: its interface is down, or it was declared unfit. */
  FAULT("FAULT");

  private final String word;

  VrrpState(String word) {
    this.word = word;
  }

  /**
   * The word for logs and status pages.
   *
   * @return INITIALIZE, BACKUP, MASTER or FAULT
   */
  public String word() {
    return word;
  }
}

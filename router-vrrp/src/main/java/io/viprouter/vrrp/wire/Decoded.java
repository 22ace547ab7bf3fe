package io.viprouter.vrrp.wire;

import io.viprouter.vrrp.RejectReason;

/** What became of a received message. Immutable. */
public sealed interface Decoded {

  /**
   * A message to act upon.
   *
   * @param advert what it says
   */
  record Accepted(Advert advert) implements Decoded {}

  /**
   * A message to count and drop.
   *
   * @param reason what is wrong with it
   */
  record Rejected(RejectReason reason) implements Decoded {}

  /** A message that is none of our business: another virtual router's, or our own. */
  enum Ignored implements Decoded {
    /** The only one. */
    IGNORED
  }
}

package io.viprouter.vrrp.wire;

import java.net.InetAddress;
import java.util.List;

/**
 * An advertisement (RFC 9568, section 5.2; RFC 3768, section 5.3). Immutable.
 *
 * @param dialect version and what depends on it
 * @param virtualRouterId 0 to 255; only 1 to 255 are valid
 * @param priority 0 says goodbye, 255 is the address owner
 * @param intervalCentis hundredths of a second; whole seconds in version 2
 * @param addresses in the order of the sender
 */
public record Advert(
    Dialect dialect,
    int virtualRouterId,
    int priority,
    int intervalCentis,
    List<InetAddress> addresses) {

  /** The list is copied. */
  public Advert {
    addresses = List.copyOf(addresses);
  }

  /**
   * The same with another priority.
   *
   * @param other 0 to 255
   * @return a copy
   */
  public Advert withPriority(int other) {
    return new Advert(dialect, virtualRouterId, other, intervalCentis, addresses);
  }
}

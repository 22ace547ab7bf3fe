package io.viprouter.vrrp.wire;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Where a message comes from and where it goes. Immutable.
 *
 * @param source the sender
 * @param destination a multicast group or one peer
 */
public record Path(InetAddress source, InetAddress destination) {

  /** Both ends must be of one family. */
  public Path {
    if (source.getClass() != destination.getClass()) {
      throw new IllegalArgumentException(
          "path: " + source + " and " + destination + " are of different families");
    }
  }

  /**
   * The family.
   *
   * @return true for IPv6
   */
  public boolean isV6() {
    return source instanceof Inet6Address;
  }

  /**
   * Length of one address.
   *
   * @return 4 or 16
   */
  public int addressLength() {
    return isV6() ? 16 : 4;
  }
}

package io.viprouter.vrrp;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * An address that moves between routers. Immutable.
 *
 * @param address without a scope
 * @param prefixLength of its network, 1 to 32 or 1 to 128
 */
public record VirtualAddress(InetAddress address, int prefixLength) {

  /** Checks the range. */
  public VirtualAddress {
    int most = address instanceof Inet6Address ? 128 : 32;
    if (prefixLength < 1 || prefixLength > most) {
      throw new IllegalArgumentException(
          "addresses: prefix length " + prefixLength + ", must be 1 to " + most);
    }
    if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
      throw new IllegalArgumentException(
          "addresses: " + address.getHostAddress() + " cannot be put on an interface");
    }
  }

  /**
   * Parses {@code 172.168.1.20/24} or {@code fd00::20/64}.
   *
   * @param text without a prefix length it is a single host
   * @return the address
   * @throws IllegalArgumentException if it is none
   */
  public static VirtualAddress parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    if (!InetAddresses.isInetAddress(host)) {
      throw new IllegalArgumentException("addresses: '" + text + "' is no address");
    }
    InetAddress address = InetAddresses.forString(host);
    int most = address instanceof Inet6Address ? 128 : 32;
    try {
      int prefix = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      return new VirtualAddress(address, prefix);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("addresses: '" + text + "' has a bad prefix length", e);
    }
  }

  @Override
  public String toString() {
    return InetAddresses.toAddrString(address) + "/" + prefixLength;
  }
}

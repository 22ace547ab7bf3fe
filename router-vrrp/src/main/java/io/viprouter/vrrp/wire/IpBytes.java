package io.viprouter.vrrp.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Addresses as bytes and back. Immutable; never asks a name server. */
public final class IpBytes {

  private IpBytes() {}

  /**
   * An address from its bytes. Sixteen bytes stay an IPv6 address, also where they map an IPv4 one.
   *
   * @param bytes 4 or 16 bytes
   * @return the address, without a scope
   */
  public static InetAddress address(byte[] bytes) {
    try {
      return bytes.length == 16
          ? Inet6Address.getByAddress(null, bytes, -1)
          : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address: " + bytes.length + " bytes, must be 4 or 16", e);
    }
  }

  /**
   * The same address without host name and scope, so that equal bytes are equal objects.
   *
   * @param address any address
   * @return its plain form
   */
  public static InetAddress plain(InetAddress address) {
    return address(address.getAddress());
  }

  /**
   * Reads an address and moves the buffer on.
   *
   * @param from holds at least {@code length} bytes
   * @param length 4 or 16
   * @return the address
   */
  public static InetAddress read(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return address(bytes);
  }

  /**
   * Which of two addresses is the greater as an unsigned number; decides between two masters of the
   * same priority.
   *
   * @param a one address
   * @param b another of the same family
   * @return negative, zero or positive
   */
  public static int compare(InetAddress a, InetAddress b) {
    return Arrays.compareUnsigned(a.getAddress(), b.getAddress());
  }
}

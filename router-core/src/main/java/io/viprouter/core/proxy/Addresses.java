package io.viprouter.core.proxy;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Addresses in the bytes of a family. Any thread. */
final class Addresses {

  private static final int MAPPED_PREFIX = 12;

  private Addresses() {}

  static boolean six(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address;
  }

  /** The address's bytes; where IPv6 is asked for, an IPv4 address is mapped (RFC 4291 2.5.5.2). */
  static byte[] bytes(InetSocketAddress address, boolean six) {
    byte[] own = address.getAddress().getAddress();
    if (!six || own.length != 4) {
      return own;
    }
    byte[] mapped = new byte[MAPPED_PREFIX + own.length];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(own, 0, mapped, MAPPED_PREFIX, own.length);
    return mapped;
  }
}

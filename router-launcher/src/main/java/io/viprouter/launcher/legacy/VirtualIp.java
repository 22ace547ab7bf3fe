package io.viprouter.launcher.legacy;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A virtual address. Immutable.
 *
 * @param address without a scope
 * @param prefix 1 to 32 or 1 to 128
 */
record VirtualIp(InetAddress address, int prefix) {

  boolean isV6() {
    return address instanceof Inet6Address;
  }

  @Override
  public String toString() {
    return InetAddresses.toAddrString(address) + "/" + prefix;
  }
}

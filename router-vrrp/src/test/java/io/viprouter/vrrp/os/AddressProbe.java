package io.viprouter.vrrp.os;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Looks at the addresses of a namespace without starting a program. Thread-safe. */
public final class AddressProbe implements AutoCloseable {

  private final Netlink netlink;
  private boolean closed;

  /** The socket stays in the namespace, whoever uses it. */
  public AddressProbe(String namespace) {
    netlink = NetworkNamespace.in(namespace, Netlink::new);
  }

  /** Whether an address is on an interface. */
  public synchronized boolean has(String interfaceName, String address) {
    if (closed) {
      return false;
    }
    InetAddress wanted = InetAddresses.forString(address);
    int family = wanted instanceof Inet6Address ? LibC.AF_INET6 : LibC.AF_INET;
    return netlink
        .link(interfaceName)
        .map(link -> netlink.addresses(family, link.index()))
        .map(all -> all.stream().anyMatch(entry -> entry.address().equals(wanted)))
        .orElse(false);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      netlink.close();
    }
  }
}

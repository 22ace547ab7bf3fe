package io.viprouter.launcher.admin;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;

/** How the admin interface writes things that have no text of their own. Stateless. */
final class Texts {

  private Texts() {}

  /** {@code host:port}, {@code [v6]:port} or {@code unix:/path}: as the configuration writes it. */
  static String address(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      return HostAndPort.fromParts(host(inet), inet.getPort()).toString();
    }
    if (address instanceof UnixDomainSocketAddress unix) {
      return "unix:" + unix.getPath();
    }
    return address.toString();
  }

  /** The host of an address: a literal if it is resolved, else its name. */
  static String host(InetSocketAddress address) {
    return address.getAddress() == null ? address.getHostString() : host(address.getAddress());
  }

  /** An address as a literal, without a name or a zone. */
  static String host(InetAddress address) {
    return InetAddresses.toAddrString(address).split("%", 2)[0];
  }

  /** As the configuration writes it: {@code 500ms}, {@code 30s}. */
  static String duration(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}

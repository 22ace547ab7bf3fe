package io.viprouter.launcher;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which bind addresses come and go with a virtual router. Immutable.
 *
 * @param owners the virtual router of each virtual address
 */
record VirtualBinds(ImmutableMap<InetAddress, String> owners) {

  /** None. */
  static final VirtualBinds NONE = new VirtualBinds(ImmutableMap.of());

  /**
   * Makes one.
   *
   * @param addresses the addresses of each virtual router, by its name
   */
  static VirtualBinds of(Map<String, ? extends Collection<InetAddress>> addresses) {
    Map<InetAddress, String> owners = new LinkedHashMap<>();
    addresses.forEach((name, of) -> of.forEach(address -> owners.put(address, name)));
    return new VirtualBinds(ImmutableMap.copyOf(owners));
  }

  /** The virtual router that a bind address comes and goes with, if it does. */
  Optional<String> owner(SocketAddress bind) {
    return address(bind).map(owners::get);
  }

  /** The virtual address of a bind, if it has one. */
  Optional<InetAddress> address(SocketAddress bind) {
    return bind instanceof InetSocketAddress inet
            && InetAddresses.isInetAddress(inet.getHostString())
        ? Optional.of(InetAddresses.forString(inet.getHostString())).filter(owners::containsKey)
        : Optional.empty();
  }

  /** An address as one writes it. */
  static String text(SocketAddress bind) {
    if (!(bind instanceof InetSocketAddress inet)) {
      return "unix:" + bind;
    }
    String host = inet.getHostString();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
  }

  /** The binds that are possible while these virtual addresses are here. */
  List<SocketAddress> possible(List<SocketAddress> binds, Collection<InetAddress> here) {
    return binds.stream().filter(bind -> address(bind).map(here::contains).orElse(true)).toList();
  }
}

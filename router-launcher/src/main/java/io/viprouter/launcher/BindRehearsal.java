package io.viprouter.launcher;

import io.viprouter.launcher.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries the addresses that a reload would bind, before anything is changed. Immutable. Virtual ones
 * are left out, for they may be elsewhere; those with a port that we hold now are, too, for that
 * port may be about to be free.
 */
record BindRehearsal(Settings before, Settings after) {

  /** What cannot be bound, one sentence each. */
  List<String> faults() {
    Set<SocketAddress> held = new HashSet<>();
    Set<Integer> ports = new HashSet<>();
    before.sections().forEach(section -> held.addAll(section.binds()));
    held.forEach(bind -> port(bind).ifPresent(ports::add));
    VirtualBinds virtual = VirtualRouters.binds(after.virtualRouters());
    List<String> faults = new ArrayList<>();
    for (Settings.Section section : after.sections()) {
      for (SocketAddress bind : section.binds()) {
        boolean fresh = !held.contains(bind) && virtual.address(bind).isEmpty();
        if (fresh && bind instanceof InetSocketAddress inet && !ports.contains(inet.getPort())) {
          fault(inet).ifPresent(why -> faults.add("section '" + section.name() + "': " + why));
        }
      }
    }
    return faults;
  }

  private static Optional<Integer> port(SocketAddress bind) {
    return bind instanceof InetSocketAddress inet ? Optional.of(inet.getPort()) : Optional.empty();
  }

  private static Optional<String> fault(InetSocketAddress bind) {
    String where = VirtualBinds.text(bind);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByName(bind.getHostString()), bind.getPort()), 1);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("cannot listen on " + where + ": " + e.getMessage());
    }
  }
}

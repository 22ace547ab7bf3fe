package io.viprouter.launcher.legacy;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Brings both files together: which sections listen on the addresses of a virtual router.
 * Immutable.
 *
 * <p>Both programs on one host were meant to serve together: a router that has no server to offer
 * should not own the address.
 */
final class Join {

  private static final int LAST = Integer.MAX_VALUE - 2;

  private final List<Routing> routings;

  Join(List<Routing> routings) {
    this.routings = List.copyOf(routings);
  }

  /** Lets a virtual router track its sections; before it is written. */
  void join(Draft draft) {
    List<String> sections =
        routings.stream()
            .filter(routing -> routing.binds().stream().anyMatch(bind -> isOn(bind, draft)))
            .map(Routing::name)
            .toList();
    if (sections.isEmpty()) {
      return;
    }
    draft
        .scope
        .group()
        .set(
            LAST,
            List.of("They listen on its address; without a usable destination it is given up."),
            "track-sections",
            Group.list(sections));
    String names = String.join(", ", sections);
    draft.scope.noteHere(
        draft.head,
        "tracks "
            + names
            + ": they listen on its address, and the address is given up while one of them has no"
            + " usable destination");
  }

  private static boolean isOn(SocketAddress bind, Draft draft) {
    if (!(bind instanceof InetSocketAddress inet)
        || !InetAddresses.isInetAddress(inet.getHostString())) {
      return false;
    }
    InetAddress address = InetAddresses.forString(inet.getHostString());
    return draft.addresses.stream().anyMatch(ip -> ip.address().equals(address));
  }
}

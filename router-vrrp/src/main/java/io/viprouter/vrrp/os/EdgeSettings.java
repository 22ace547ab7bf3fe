package io.viprouter.vrrp.os;

import io.viprouter.vrrp.wire.Advert;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the edge must know of the configuration. Immutable.
 *
 * @param interfaceName where the addresses live
 * @param tracked names of other interfaces that must be up
 * @param addresses the virtual addresses
 * @param advert as we send it, but for the priority
 * @param route to whom and from where
 */
public record EdgeSettings(
    String interfaceName,
    Set<String> tracked,
    List<AddressEntry> addresses,
    Advert advert,
    Route route) {

  /**
   * To whom and from where. Immutable.
   *
   * @param group the multicast group of the family
   * @param peers unicast peers; empty for multicast
   * @param source configured source; empty to take the interface's
   */
  public record Route(InetAddress group, Set<InetAddress> peers, Optional<InetAddress> source) {

    /** To whom advertisements go. */
    List<InetAddress> destinations() {
      return peers.isEmpty() ? List.of(group) : List.copyOf(peers);
    }
  }
}

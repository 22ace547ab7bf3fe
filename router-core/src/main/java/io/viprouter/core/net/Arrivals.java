package io.viprouter.core.net;

import io.viprouter.core.RefusalReason;
import io.viprouter.core.RoutingSection;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out who a fresh connection's client is, and hands it to the {@link Admission}. Confined to
 * the home loop of its route. Only connections from trusted proxies have to say more than their
 * address does; others are not asked, and what they say of that kind is never believed.
 */
final class Arrivals implements Acceptor.Owner, Arrival.Owner {

  private final RouteHome home;
  private final Admission admission;
  private final Set<Arrival> awaited = new HashSet<>();

  Arrivals(RouteHome home) {
    this.home = home;
    this.admission = home.admission();
  }

  @Override
  public void accepted(SocketChannel channel, Peer peer, long nowNanos) {
    if (!trusted(peer)) {
      admission.admit(channel, peer, nowNanos);
    } else if (awaited.size() >= home.section().maxConnections()) {
      admission.turnAway(channel, peer, RefusalReason.TOO_MANY_CONNECTIONS, Refusals.tooMany());
    } else {
      Arrival arrival = new Arrival(home.loop(), channel, peer, this);
      awaited.add(arrival);
      arrival.start(nowNanos + home.timing().handshakeNanos());
    }
  }

  private boolean trusted(Peer peer) {
    RoutingSection section = home.section();
    return !section.acceptProxyProtocolFrom().isEmpty()
        && peer.address() instanceof InetSocketAddress inet
        && section.acceptProxyProtocolFrom().stream()
            .anyMatch(network -> network.contains(inet.getAddress()));
  }

  @Override
  public void arrived(Arrival arrival, SocketChannel channel, Peer peer, long nowNanos) {
    awaited.remove(arrival);
    admission.admit(channel, peer, nowNanos);
  }

  @Override
  public void astray(Arrival arrival, SocketChannel channel, Peer peer, String why) {
    awaited.remove(arrival);
    admission.turnAway(channel, peer, RefusalReason.BAD_PROXY_HEADER, Refusals.badHandshake(why));
  }

  @Override
  public void gone(Arrival arrival) {
    awaited.remove(arrival);
  }

  /** Ends those that have not said who they are. */
  void close() {
    Set.copyOf(awaited).forEach(Arrival::close);
  }
}

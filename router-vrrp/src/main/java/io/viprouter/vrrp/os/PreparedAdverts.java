package io.viprouter.vrrp.os;

import io.viprouter.vrrp.wire.Advert;
import io.viprouter.vrrp.wire.AdvertCodec;
import io.viprouter.vrrp.wire.Ipv4Header;
import io.viprouter.vrrp.wire.Ipv6Header;
import io.viprouter.vrrp.wire.Path;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Our advertisements as finished packets, so that sending allocates nothing. Confined to its driver
 * thread. Encoded anew when the priority is another one than last time; goodbye is always at hand.
 */
final class PreparedAdverts {

  private record Packet(Block bytes, Block to) {}

  private final Advert advert;
  private final InetAddress source;
  private final List<InetAddress> destinations;
  private final int scope;
  private final List<Packet> goodbye;
  private List<Packet> current;
  private int priority;

  PreparedAdverts(Advert advert, InetAddress source, List<InetAddress> destinations, int scope) {
    this.advert = advert;
    this.source = source;
    this.destinations = destinations;
    this.scope = scope;
    this.goodbye = encode(0);
    this.current = goodbye;
  }

  /** Sends one packet to every destination; the last error or 0. */
  int send(int wanted, int fd) {
    if (wanted != priority) {
      current = wanted == 0 ? goodbye : encode(wanted);
      priority = wanted;
    }
    int error = 0;
    for (int i = 0; i < current.size(); i++) {
      int result = AdvertSocket.send(fd, current.get(i).bytes(), current.get(i).to());
      error = result == 0 ? error : result;
    }
    return error;
  }

  private List<Packet> encode(int with) {
    List<Packet> packets = new ArrayList<>();
    for (InetAddress destination : destinations) {
      Path path = new Path(source, destination);
      byte[] message = AdvertCodec.encode(advert.withPriority(with), path);
      byte[] packet =
          path.isV6()
              ? new Ipv6Header(Ipv4Header.TRAFFIC_CLASS, 0, AdvertCodec.PROTOCOL, path)
                  .around(message)
              : new Ipv4Header(0, path).around(message);
      packets.add(new Packet(Block.of(packet), SocketAddresses.of(destination, scope)));
    }
    return List.copyOf(packets);
  }
}

package io.viprouter.vrrp.os;

import io.viprouter.vrrp.wire.ArpFrame;
import io.viprouter.vrrp.wire.MacAddress;
import io.viprouter.vrrp.wire.NeighborAdvertisement;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends gratuitous ARP and neighbour advertisements as finished Ethernet frames. Confined to its
 * driver thread.
 */
final class Announcer implements AutoCloseable {

  private record Frame(Block bytes, Block to) {}

  private final Descriptor descriptor;
  private final Interface on;
  private List<Frame> frames;

  Announcer(Interface on, List<AddressEntry> addresses) {
    this.on = on;
    // Protocol 0: a packet socket that sends and never receives.
    this.descriptor = Descriptor.open(LibC.AF_PACKET, 0);
    this.frames = frames(addresses);
  }

  private List<Frame> frames(List<AddressEntry> addresses) {
    List<Frame> made = new ArrayList<>();
    for (AddressEntry entry : addresses) {
      if (entry.address() instanceof Inet4Address v4) {
        made.add(
            new Frame(
                Block.of(ArpFrame.gratuitous(on.mac(), v4).encode()),
                SocketAddresses.link(on.index(), MacAddress.BROADCAST)));
      } else if (entry.address() instanceof Inet6Address v6) {
        made.add(
            new Frame(
                Block.of(new NeighborAdvertisement(on.mac(), v6).encode()),
                SocketAddresses.link(on.index(), MacAddress.ALL_NODES_V6)));
      }
    }
    return List.copyOf(made);
  }

  /** Other addresses from now on. */
  void addresses(List<AddressEntry> addresses) {
    frames = frames(addresses);
  }

  /** One frame for every address; the last error or 0. */
  int announce() {
    return send(frames);
  }

  /** Some addresses only, several times; the last error or 0. */
  int announce(List<AddressEntry> entries, int times) {
    List<Frame> some = frames(entries);
    int error = 0;
    for (int i = 0; i < times; i++) {
      error = send(some);
    }
    return error;
  }

  private int send(List<Frame> some) {
    int error = 0;
    for (int i = 0; i < some.size(); i++) {
      int result = AdvertSocket.send(descriptor.fd(), some.get(i).bytes(), some.get(i).to());
      error = result == 0 ? error : result;
    }
    return error;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}

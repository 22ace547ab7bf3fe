package io.viprouter.vrrp.wire;

import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.wire.Decoded.Accepted;
import io.viprouter.vrrp.wire.Decoded.Ignored;
import io.viprouter.vrrp.wire.Decoded.Rejected;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Judges whether a message is an advertisement for our virtual router. Immutable.
 *
 * <p>Differences from keepalived 2.2.7, all deliberate: either checksum form of version 3 is
 * accepted, an interval of zero is not, and a version 2 interval that differs is counted.
 */
public final class AdvertFilter {

  private final Advert ours;
  private final Set<InetAddress> addresses;
  private final Set<InetAddress> peers;
  private final InetAddress group;

  /**
   * Makes a filter.
   *
   * @param ours an advertisement as we would send it
   * @param peers unicast peers; empty for multicast
   * @param group the multicast group of our family
   */
  public AdvertFilter(Advert ours, Set<InetAddress> peers, InetAddress group) {
    this.ours = ours;
    this.addresses = Set.copyOf(ours.addresses());
    this.peers = Set.copyOf(peers);
    this.group = group;
  }

  /**
   * Judges a message.
   *
   * @param datagram what came
   * @param local our own address on the wire
   * @return what to do with it; never throws
   */
  public Decoded judge(Datagram datagram, InetAddress local) {
    ByteBuffer message = datagram.message();
    Path path = datagram.path();
    if (message.remaining() < 2
        || AdvertCodec.virtualRouterId(message) != ours.virtualRouterId()
        || path.source().equals(local)) {
      return Ignored.IGNORED;
    }
    if (peers.isEmpty()) {
      if (!path.destination().equals(group)) {
        return new Rejected(RejectReason.DESTINATION);
      }
      // RFC 9568, section 5.1.1.3: must be 255. Unicast peers may be some hops away.
      if (datagram.hops() != Ipv4Header.TTL) {
        return new Rejected(RejectReason.TTL);
      }
    } else if (path.destination().isMulticastAddress()) {
      return new Rejected(RejectReason.DESTINATION);
    } else if (!peers.contains(path.source())) {
      return new Rejected(RejectReason.SENDER);
    }
    if (AdvertCodec.version(message) != ours.dialect().version()) {
      return new Rejected(RejectReason.VERSION);
    }
    Decoded decoded = AdvertCodec.decode(message, path);
    return decoded instanceof Accepted accepted ? compare(accepted) : decoded;
  }

  private Decoded compare(Accepted accepted) {
    Advert theirs = accepted.advert();
    Dialect dialect = theirs.dialect();
    if (dialect.version() == 2) {
      if (dialect.authType() != ours.dialect().authType()) {
        return new Rejected(RejectReason.AUTHENTICATION_MISMATCH);
      }
      if (dialect.authType() == Dialect.AUTH_PASSWORD
          && dialect.authData() != ours.dialect().authData()) {
        return new Rejected(RejectReason.PASSWORD);
      }
      // RFC 3768, section 7.1: version 2 learns nothing, the interval must be ours.
      if (theirs.intervalCentis() != ours.intervalCentis()) {
        return new Rejected(RejectReason.INTERVAL);
      }
    }
    // The order does not matter, the set does, whatever the priority: as keepalived.
    boolean same =
        theirs.addresses().size() == addresses.size()
            && addresses.equals(new HashSet<>(theirs.addresses()));
    return same ? accepted : new Rejected(RejectReason.ADDRESSES);
  }
}

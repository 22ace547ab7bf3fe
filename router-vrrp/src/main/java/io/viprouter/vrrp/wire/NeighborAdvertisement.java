package io.viprouter.vrrp.wire;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An Ethernet frame with an unsolicited neighbour advertisement to all nodes (RFC 4861, section
 * 7.2.6): the gratuitous ARP of IPv6. Immutable.
 *
 * @param mac where the address now is
 * @param target the virtual address; also the source of the packet, as keepalived has it
 */
public record NeighborAdvertisement(MacAddress mac, Inet6Address target) {

  /** Length of the frame. */
  public static final int LENGTH = 86;

  private static final Inet6Address ALL_NODES =
      (Inet6Address) IpBytes.address(new byte[] {-1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  private static final int ETHER_TYPE = 0x86dd;
  private static final int ICMPV6 = 58;
  private static final int MESSAGE_AT = 54;
  private static final int MESSAGE_LENGTH = 32;

  /** Type 136, code 0, checksum 0; flag "override". */
  private static final long HEAD = 0x8800_0000_2000_0000L;

  /** Option 2, target link-layer address, of eight bytes. */
  private static final int OPTION = 0x0201;

  /**
   * Encodes the frame.
   *
   * @return {@link #LENGTH} bytes
   */
  public byte[] encode() {
    Path path = new Path(target, ALL_NODES);
    ByteBuffer message = ByteBuffer.allocate(MESSAGE_LENGTH);
    message.putLong(HEAD).put(target.getAddress()).putShort((short) OPTION);
    mac.write(message).flip();
    message.putShort(2, (short) Checksum.of(message, path, ICMPV6));
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    MacAddress.ALL_NODES_V6.write(out);
    mac.write(out).putShort((short) ETHER_TYPE);
    return out.put(new Ipv6Header(0, 0, ICMPV6, path).around(message.array())).array();
  }

  /**
   * Decodes a frame.
   *
   * @param frame the bytes
   * @return empty if it is anything but what {@link #encode()} makes
   */
  public static Optional<NeighborAdvertisement> decode(byte[] frame) {
    if (frame.length != LENGTH) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(frame);
    MacAddress mac = MacAddress.read(in.position(6));
    Inet6Address target = (Inet6Address) IpBytes.read(in.position(MESSAGE_AT + 8), 16);
    NeighborAdvertisement decoded = new NeighborAdvertisement(mac, target);
    return Arrays.equals(decoded.encode(), frame) ? Optional.of(decoded) : Optional.empty();
  }
}

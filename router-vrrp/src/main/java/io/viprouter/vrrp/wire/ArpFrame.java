package io.viprouter.vrrp.wire;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An Ethernet frame with an ARP message (RFC 826). Immutable.
 *
 * @param destination of the frame; its source is the sender
 * @param operation 1 request, 2 reply
 * @param sender who speaks
 * @param target who is meant
 */
public record ArpFrame(MacAddress destination, int operation, Party sender, Party target) {

  /** Length of the frame without padding. */
  public static final int LENGTH = 42;

  private static final int ETHER_TYPE = 0x0806;
  private static final long ETHERNET_AND_IPV4 = 0x0001_0800_0604L;
  private static final int REQUEST = 1;

  /**
   * One end of an ARP message.
   *
   * @param mac its Ethernet address
   * @param ip its IPv4 address
   */
  public record Party(MacAddress mac, Inet4Address ip) {}

  /**
   * "I have this address": a broadcast request for our own address, as keepalived sends it.
   *
   * @param mac ours
   * @param address the virtual address
   * @return the frame
   */
  public static ArpFrame gratuitous(MacAddress mac, Inet4Address address) {
    return new ArpFrame(
        MacAddress.BROADCAST,
        REQUEST,
        new Party(mac, address),
        new Party(MacAddress.BROADCAST, address));
  }

  /**
   * Encodes the frame.
   *
   * @return {@link #LENGTH} bytes
   */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    destination.write(out);
    sender.mac().write(out).putShort((short) ETHER_TYPE);
    out.putShort((short) (ETHERNET_AND_IPV4 >>> 32)).putInt((int) ETHERNET_AND_IPV4);
    out.putShort((short) operation);
    sender.mac().write(out).put(sender.ip().getAddress());
    target.mac().write(out).put(target.ip().getAddress());
    return out.array();
  }

  /**
   * Decodes a frame.
   *
   * @param frame the bytes
   * @return empty if it is no ARP message for IPv4 over Ethernet
   */
  public static Optional<ArpFrame> decode(byte[] frame) {
    ByteBuffer in = ByteBuffer.wrap(frame);
    if (frame.length < LENGTH
        || (in.getShort(12) & 0xffff) != ETHER_TYPE
        || in.getLong(12) << 16 >>> 16 != ETHERNET_AND_IPV4) {
      return Optional.empty();
    }
    MacAddress destination = MacAddress.read(in);
    int operation = in.position(20).getShort();
    Party sender = new Party(MacAddress.read(in), (Inet4Address) IpBytes.read(in, 4));
    Party target = new Party(MacAddress.read(in), (Inet4Address) IpBytes.read(in, 4));
    return Optional.of(new ArpFrame(destination, operation, sender, target));
  }
}

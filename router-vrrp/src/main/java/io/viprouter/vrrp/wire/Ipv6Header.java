package io.viprouter.vrrp.wire;

import java.nio.ByteBuffer;

/**
 * The forty bytes before an IPv6 message. Immutable.
 *
 * @param trafficClass 0xc0 for advertisements, 0 for neighbour advertisements
 * @param flowLabel twenty bits
 * @param nextHeader protocol of the message
 * @param path between whom
 */
public record Ipv6Header(int trafficClass, int flowLabel, int nextHeader, Path path) {

  /** Its length. */
  public static final int LENGTH = 40;

  /** RFC 9568, section 5.1.2.3, and RFC 4861, section 7.1.2. */
  public static final int HOP_LIMIT = 255;

  /**
   * A whole packet.
   *
   * @param message what follows the header
   * @return header and message
   */
  public byte[] around(byte[] message) {
    ByteBuffer out = ByteBuffer.allocate(LENGTH + message.length);
    out.putInt(6 << 28 | trafficClass << 20 | flowLabel);
    out.putShort((short) message.length).put((byte) nextHeader).put((byte) HOP_LIMIT);
    out.put(path.source().getAddress()).put(path.destination().getAddress());
    return out.put(message).array();
  }
}

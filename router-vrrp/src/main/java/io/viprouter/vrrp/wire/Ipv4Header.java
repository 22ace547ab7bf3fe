package io.viprouter.vrrp.wire;

import java.nio.ByteBuffer;

/**
 * The twenty bytes before an IPv4 advertisement. Immutable.
 *
 * @param identification of the packet; zero lets the kernel choose
 * @param path between whom
 */
public record Ipv4Header(int identification, Path path) {

  /** Its length; we send no options. */
  public static final int LENGTH = 20;

  /** Internetwork control, as RFC 791 and keepalived have it. */
  public static final int TRAFFIC_CLASS = 0xc0;

  /** RFC 9568, section 5.1.1.3. */
  public static final int TTL = 255;

  /**
   * A whole packet.
   *
   * @param message what follows the header
   * @return header and message
   */
  public byte[] around(byte[] message) {
    ByteBuffer out = ByteBuffer.allocate(LENGTH + message.length);
    out.put((byte) 0x45).put((byte) TRAFFIC_CLASS).putShort((short) out.capacity());
    out.putShort((short) identification).putShort((short) 0);
    out.put((byte) TTL).put((byte) AdvertCodec.PROTOCOL).putShort((short) 0);
    out.put(path.source().getAddress()).put(path.destination().getAddress());
    out.putShort(10, (short) Checksum.of(out.duplicate().flip()));
    return out.put(message).array();
  }
}

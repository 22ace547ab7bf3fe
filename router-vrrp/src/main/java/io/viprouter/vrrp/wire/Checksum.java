package io.viprouter.vrrp.wire;

import java.nio.ByteBuffer;

/** The Internet checksum (RFC 1071) with and without the pseudo header. Immutable. */
final class Checksum {

  private Checksum() {}

  /** Sum of the message between position and limit; the buffer does not move. */
  static int of(ByteBuffer message) {
    return fold(sum(message));
  }

  /** As {@link #of(ByteBuffer)}, with the pseudo header of IPv4 or IPv6 (RFC 8200, section 8.1). */
  static int of(ByteBuffer message, Path path, int protocol) {
    long sum = sum(ByteBuffer.wrap(path.source().getAddress()));
    sum += sum(ByteBuffer.wrap(path.destination().getAddress()));
    return fold(sum + protocol + message.remaining() + sum(message));
  }

  private static long sum(ByteBuffer bytes) {
    long sum = 0;
    int at = bytes.position();
    for (; at + 1 < bytes.limit(); at += 2) {
      sum += bytes.getShort(at) & 0xffff;
    }
    return at < bytes.limit() ? sum + ((bytes.get(at) & 0xff) << 8) : sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) (~folded & 0xffff);
  }
}

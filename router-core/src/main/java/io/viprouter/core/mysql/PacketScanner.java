package io.viprouter.core.mysql;

import java.nio.ByteBuffer;

/**
 * Walks over a stream of packets that comes in pieces of any size, and keeps the beginning of each.
 * Confined to the event loop of its session.
 *
 * <p>A packet is a length of 3 bytes, little-endian, a sequence number of 1 byte, and the payload
 * (MySQL protocol, "MySQL Packets").
 */
final class PacketScanner {

  /** Bytes before the payload. */
  static final int HEADER = 4;

  /** How much of a payload is kept: enough for a plugin's name, or the greeting's fields. */
  static final int HEAD = 128;

  private final byte[] header = new byte[HEADER];
  private final byte[] head = new byte[HEAD];
  private int seen;

  /**
   * Reads on, up to the end of the packet.
   *
   * @param in bytes; its position moves over what was read
   * @return whether a packet is complete; then the accessors tell of it until the next call
   */
  boolean next(ByteBuffer in) {
    if (seen >= HEADER && seen == HEADER + length()) {
      seen = 0;
    }
    while (seen < HEADER && in.hasRemaining()) {
      header[seen++] = in.get();
    }
    if (seen < HEADER) {
      return false;
    }
    int inPayload = seen - HEADER;
    int take = Math.min(length() - inPayload, in.remaining());
    int keep = Math.max(0, Math.min(take, HEAD - inPayload));
    if (keep > 0) {
      in.get(in.position(), head, inPayload, keep);
    }
    in.position(in.position() + take);
    seen += take;
    return seen == HEADER + length();
  }

  int length() {
    return (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
  }

  int sequence() {
    return header[3] & 0xff;
  }

  /** First byte of the payload; -1 if it is empty. */
  int firstByte() {
    return length() == 0 ? -1 : head[0] & 0xff;
  }

  int byteAt(int index) {
    return head[index] & 0xff;
  }

  /** How many bytes of the payload are kept. */
  int kept() {
    return Math.min(Math.max(0, seen - HEADER), HEAD);
  }

  /** Text from an index of the payload to the next zero byte, or to the end of what is kept. */
  String textAt(int index) {
    StringBuilder text = new StringBuilder();
    for (int i = index; i < kept() && head[i] != 0; i++) {
      text.append((char) (head[i] & 0xff));
    }
    return text.toString();
  }
}

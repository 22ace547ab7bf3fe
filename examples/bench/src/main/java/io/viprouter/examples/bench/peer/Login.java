package io.viprouter.examples.bench.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The raw server's side of a MySQL login: it greets, and lets one user in with any password, as
 * routers want to see a login before they relay. Stateless. Source: MySQL protocol,
 * "Protocol::HandshakeV10", "Protocol::HandshakeResponse41".
 */
final class Login {

  /** Who is let in; the probes of routers are not. */
  static final String USER = "bench";

  private static final int HEADER = 4;

  /** Capabilities, largest packet, character set, filler. */
  private static final int BEFORE_USER = 4 + 4 + 1 + 23;

  /** LONG_PASSWORD, PROTOCOL_41, SECURE_CONNECTION. */
  private static final short CAPABILITIES = (short) (0x1 | 0x200 | 0x8000);

  private static final byte[] GREETING = greeting();
  private static final byte[] OK = packet(2, new byte[] {0, 0, 0, 2, 0, 0, 0});
  private static final byte[] DENIED = denied();

  private Login() {}

  static ByteBuffer greetingBytes() {
    return ByteBuffer.wrap(GREETING);
  }

  /** Length with header of the packet that begins here; the largest number while unknown. */
  static int length(ByteBuffer bytes) {
    if (bytes.remaining() < HEADER) {
      return Integer.MAX_VALUE;
    }
    int at = bytes.position();
    return HEADER
        + ((bytes.get(at) & 0xff)
            | (bytes.get(at + 1) & 0xff) << 8
            | (bytes.get(at + 2) & 0xff) << 16);
  }

  /** Whether the packet in the buffer is the login of the user who is let in. */
  static boolean accepts(ByteBuffer packet) {
    byte[] user = (USER + "\0").getBytes(StandardCharsets.US_ASCII);
    int at = packet.position() + HEADER + BEFORE_USER;
    return packet.limit() >= at + user.length
        && packet.slice(at, user.length).equals(ByteBuffer.wrap(user));
  }

  static ByteBuffer answer(boolean accepted) {
    return ByteBuffer.wrap(accepted ? OK : DENIED);
  }

  private static byte[] greeting() {
    ByteBuffer body = ByteBuffer.allocate(128).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    body.put((byte) 10).put("5.7.0-bench\0".getBytes(StandardCharsets.US_ASCII));
    body.putInt(1).put("saltsalt\0".getBytes(StandardCharsets.US_ASCII));
    body.putShort(CAPABILITIES).put((byte) 33).putShort((short) 2).putShort((short) 0);
    body.put((byte) 0).put(new byte[10]);
    body.put("saltsaltsalt\0".getBytes(StandardCharsets.US_ASCII)).flip();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return packet(0, bytes);
  }

  private static byte[] denied() {
    byte[] text = "#28000Access denied".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer body = ByteBuffer.allocate(3 + text.length);
    body.put((byte) 0xff).put((byte) 0x15).put((byte) 0x04).put(text);
    return packet(2, body.array());
  }

  private static byte[] packet(int sequence, byte[] body) {
    ByteBuffer packet = ByteBuffer.allocate(HEADER + body.length);
    packet.put((byte) body.length).put((byte) 0).put((byte) 0).put((byte) sequence).put(body);
    return packet.array();
  }
}

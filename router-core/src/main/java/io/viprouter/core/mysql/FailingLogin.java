package io.viprouter.core.mysql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Plays a client whose login must fail, to the server's last word. Confined to one event loop.
 *
 * <p>A server counts a connection that ends in the middle of the handshake toward blocking the host
 * it came from (ER_HOST_IS_BLOCKED), but not one whose login is refused (ER_ACCESS_DENIED_ERROR).
 * So a probe, and the rest of a client that left, ends with a refusal. Each answer has the length
 * that its plugin expects, because a wrong length counts as a broken handshake again.
 *
 * <p>Source: MySQL protocol, "Protocol::HandshakeResponse41", "Protocol::AuthSwitchRequest",
 * "Protocol::AuthMoreData".
 */
public final class FailingLogin {

  /** Nobody's name; it stands in the log of servers that write a line for each refused login. */
  static final String USER = "vip_router_check";

  private static final String NATIVE = "mysql_native_password";

  /** LONG_PASSWORD, PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH. */
  private static final int CAPABILITIES = 0x1 | 0x200 | 0x8000 | 0x80000;

  private static final int MAX_PACKET = 1 << 24;
  private static final byte UTF8 = 33;
  private static final byte JUNK = 'q';
  private static final int NATIVE_ANSWER = 20;
  private static final int LONG_ANSWER = 32;

  /** A request of one byte asks for the hash of MySQL 4.0: eight characters and a zero. */
  private static final int OLD_ANSWER = 9;

  private static final int OK = 0x00;
  private static final int SWITCH = 0xfe;
  private static final int COM_QUIT = 0x01;

  /** No server asks more often; one that does is left. */
  private static final int MAX_ANSWERS = 16;

  private final PacketScanner server;
  private @Nullable ByteBuffer pending;
  private int answers;
  private boolean over;

  private FailingLogin(PacketScanner server) {
    this.server = server;
  }

  /**
   * For a server that has greeted and heard nothing since.
   *
   * @param greetingSequence number of its greeting
   * @return a login that begins with {@link #pending()}
   */
  public static FailingLogin afterGreeting(int greetingSequence) {
    FailingLogin login = new FailingLogin(new PacketScanner());
    login.pending = loginPacket(greetingSequence + 1);
    return login;
  }

  /** For a server that owes a packet. */
  static FailingLogin awaiting(PacketScanner server) {
    return new FailingLogin(server);
  }

  /** For a server whose last packet waits for an answer. */
  static FailingLogin answering(PacketScanner server) {
    FailingLogin login = new FailingLogin(server);
    login.answer();
    return login;
  }

  /**
   * What is to be written now.
   *
   * @return bytes whose position moves as they are written; empty when it is the server's turn
   */
  public ByteBuffer pending() {
    return pending == null ? ByteBuffer.allocate(0) : pending;
  }

  /**
   * Whether the server has said its last word; whatever is pending is still to be written.
   *
   * @return true at the end
   */
  public boolean over() {
    return over;
  }

  /**
   * What the server sent, in whatever pieces.
   *
   * @param bytes a piece; consumed
   */
  public void server(ByteBuffer bytes) {
    while (!over && server.next(bytes)) {
      switch (server.firstByte()) {
        case ErrorPacket.MARKER -> over = true;
        case OK -> {
          // The client had logged in before it left: say goodbye in its name.
          pending = packet(0, new byte[] {COM_QUIT});
          over = true;
        }
        default -> answer();
      }
    }
  }

  private void answer() {
    if (++answers > MAX_ANSWERS) {
      over = true;
      return;
    }
    if (server.length() == 2 && server.firstByte() == 0x01 && server.byteAt(1) == 0x03) {
      return;
    }
    byte[] junk = new byte[answerLength()];
    Arrays.fill(junk, JUNK);
    if (junk.length == OLD_ANSWER) {
      junk[OLD_ANSWER - 1] = 0;
    }
    pending = packet(server.sequence() + 1, junk);
  }

  private int answerLength() {
    if (server.firstByte() != SWITCH) {
      return LONG_ANSWER;
    }
    if (server.length() == 1) {
      return OLD_ANSWER;
    }
    return server.textAt(1).equals(NATIVE) ? NATIVE_ANSWER : LONG_ANSWER;
  }

  private static ByteBuffer loginPacket(int sequence) {
    byte[] user = USER.getBytes(StandardCharsets.US_ASCII);
    byte[] plugin = NATIVE.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer payload =
        ByteBuffer.allocate(32 + user.length + 1 + 1 + NATIVE_ANSWER + plugin.length + 1);
    putInt(payload, CAPABILITIES);
    putInt(payload, MAX_PACKET);
    payload.put(UTF8).put(new byte[23]);
    payload.put(user).put((byte) 0);
    payload.put((byte) NATIVE_ANSWER);
    byte[] junk = new byte[NATIVE_ANSWER];
    Arrays.fill(junk, JUNK);
    payload.put(junk);
    payload.put(plugin).put((byte) 0);
    return packet(sequence, payload.array());
  }

  private static void putInt(ByteBuffer into, int value) {
    into.put((byte) value)
        .put((byte) (value >> 8))
        .put((byte) (value >> 16))
        .put((byte) (value >> 24));
  }

  private static ByteBuffer packet(int sequence, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(PacketScanner.HEADER + payload.length);
    packet.put((byte) payload.length).put((byte) (payload.length >> 8)).put((byte) 0);
    packet.put((byte) sequence).put(payload);
    return packet.flip();
  }
}

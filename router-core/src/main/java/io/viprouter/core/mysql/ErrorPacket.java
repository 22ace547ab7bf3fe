package io.viprouter.core.mysql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Errors of the router's own, as clients understand them. Immutable.
 *
 * <p>Before a client has said what it can do, an error carries no SQLSTATE (MySQL protocol,
 * "ERR_Packet"); Connector/J would show it as text. Codes 2000 to 2999 are the client library's
 * own, and libmariadb hides the text of an error that uses one; so the error for "no server", which
 * MySQL Router numbers 2003, is sent as {@link #SERVER_SHUTDOWN}: drivers take it for a lost
 * connection and pools drop it.
 *
 * @param code the number
 * @param message the text
 */
public record ErrorPacket(int code, String message) {

  /** First byte of an error's payload. */
  static final int MARKER = 0xff;

  /** ER_CON_COUNT_ERROR: too many connections. */
  public static final int TOO_MANY_CONNECTIONS = 1040;

  /** ER_HANDSHAKE_ERROR: the client's packet is no handshake. */
  public static final int BAD_HANDSHAKE = 1043;

  /** ER_SERVER_SHUTDOWN (08S01): stands for "no server can be reached". */
  public static final int SERVER_SHUTDOWN = 1053;

  /** ER_HOST_IS_BLOCKED: too many broken handshakes from there. */
  public static final int HOST_BLOCKED = 1129;

  /** ER_HOST_NOT_PRIVILEGED: nobody may come from there. */
  public static final int HOST_NOT_ALLOWED = 1130;

  /** ER_NET_READ_INTERRUPTED: the client took too long. */
  public static final int READ_TIMEOUT = 1159;

  /** As many bytes as any client shows. */
  private static final int MAX_MESSAGE = 512;

  /**
   * The packet.
   *
   * @param sequence its number: 0 before the greeting, else one more than the last packet's
   * @return bytes ready to be written
   */
  public ByteBuffer encode(int sequence) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    int length = cut(text);
    int payload = 3 + length;
    ByteBuffer packet = ByteBuffer.allocate(PacketScanner.HEADER + payload);
    packet.put((byte) payload).put((byte) (payload >> 8)).put((byte) (payload >> 16));
    packet.put((byte) sequence);
    packet.put((byte) MARKER).put((byte) code).put((byte) (code >> 8));
    packet.put(text, 0, length);
    return packet.flip();
  }

  /** How much of the text is sent: never a part of a character. */
  private static int cut(byte[] text) {
    int length = Math.min(text.length, MAX_MESSAGE);
    while (length < text.length && (text[length] & 0xc0) == 0x80) {
      length--;
    }
    return length;
  }
}

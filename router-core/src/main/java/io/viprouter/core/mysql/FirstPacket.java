package io.viprouter.core.mysql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a server's first packet says. Immutable.
 *
 * <p>The server speaks first (MySQL protocol, "Connection Phase"): a greeting of version 9 or 10,
 * or an error that carries no SQLSTATE, since nothing is agreed on yet.
 */
public sealed interface FirstPacket {

  /** Longest first packet that is believed; real greetings have about 80 bytes. */
  int MAX_LENGTH = 4096;

  /** Characters of '#' and an SQLSTATE. */
  int SQL_STATE = 6;

  /** Not all of it is there yet. */
  record Incomplete() implements FirstPacket {}

  /**
   * The server greets: it is up.
   *
   * @param connectionId the server's own number for the connection, as in its process list
   */
  record Greeting(long connectionId) implements FirstPacket {}

  /**
   * The server refuses the connection.
   *
   * @param code the error's number
   * @param message its text
   */
  record Refusal(int code, String message) implements FirstPacket {}

  /**
   * It is no MySQL server, or not a sane one.
   *
   * @param why in words
   */
  record Nonsense(String why) implements FirstPacket {}

  /**
   * Looks at what a server sent so far. The bytes are not consumed.
   *
   * @param bytes all that came, from the start
   * @return what it is
   */
  static FirstPacket of(ByteBuffer bytes) {
    int start = bytes.position();
    if (bytes.remaining() < PacketScanner.HEADER) {
      return new Incomplete();
    }
    int length =
        (bytes.get(start) & 0xff)
            | (bytes.get(start + 1) & 0xff) << 8
            | (bytes.get(start + 2) & 0xff) << 16;
    int sequence = bytes.get(start + 3) & 0xff;
    if (length == 0 || length > MAX_LENGTH) {
      return new Nonsense("first packet has " + length + " bytes; 1 to " + MAX_LENGTH);
    }
    if (bytes.remaining() < PacketScanner.HEADER + length) {
      return new Incomplete();
    }
    ByteBuffer payload = bytes.slice(start + PacketScanner.HEADER, length);
    int first = payload.get(0) & 0xff;
    if (first == ErrorPacket.MARKER) {
      return refusal(payload);
    }
    if (sequence != 0) {
      return new Nonsense("greeting has sequence number " + sequence + ", not 0");
    }
    if (first == 9 || first == 10) {
      return greeting(payload);
    }
    return new Nonsense("first packet is no greeting: it begins with byte " + first);
  }

  private static FirstPacket refusal(ByteBuffer payload) {
    if (payload.remaining() < 3) {
      return new Nonsense("first packet is an error of " + payload.remaining() + " bytes");
    }
    int code = (payload.get(1) & 0xff) | (payload.get(2) & 0xff) << 8;
    String message =
        StandardCharsets.UTF_8.decode(payload.slice(3, payload.remaining() - 3)).toString();
    // Some servers put an SQLSTATE in front even now; drivers would show it as text.
    boolean marked = message.length() > SQL_STATE && message.charAt(0) == '#';
    return new Refusal(code, marked ? message.substring(SQL_STATE) : message);
  }

  private static FirstPacket greeting(ByteBuffer payload) {
    int end = 1;
    while (end < payload.limit() && payload.get(end) != 0) {
      end++;
    }
    if (end + 5 > payload.limit()) {
      return new Nonsense("greeting ends after " + payload.limit() + " bytes");
    }
    long id =
        (payload.get(end + 1) & 0xffL)
            | (payload.get(end + 2) & 0xffL) << 8
            | (payload.get(end + 3) & 0xffL) << 16
            | (payload.get(end + 4) & 0xffL) << 24;
    return new Greeting(id);
  }
}

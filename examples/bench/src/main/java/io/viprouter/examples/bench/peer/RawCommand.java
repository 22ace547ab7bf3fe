package io.viprouter.examples.bench.peer;

import java.nio.ByteBuffer;

/**
 * What a client asks of the raw server after its login. Immutable. On the wire: a byte, two longs.
 *
 * <p>The server sends {@code down} bytes of {@link Pattern} and reads {@code up} bytes of it, both
 * at once; when all is done, one byte says whether what came was right. With both 0 it becomes an
 * echo, for good.
 *
 * @param down bytes to the client
 * @param up bytes to the server
 */
public record RawCommand(long down, long up) {

  /** Bytes on the wire. */
  public static final int SIZE = 1 + 2 * Long.BYTES;

  /** Everything came as it was sent. */
  public static final byte RIGHT = '+';

  /** Something did not. */
  public static final byte WRONG = '-';

  /** From here on everything comes back. */
  public static final RawCommand ECHO = new RawCommand(0, 0);

  private static final byte MARK = 'B';

  /**
   * For sending.
   *
   * @return the bytes
   */
  public ByteBuffer bytes() {
    return ByteBuffer.allocate(SIZE).put(MARK).putLong(down).putLong(up).flip();
  }

  /**
   * Reads one.
   *
   * @param bytes at least {@link #SIZE}; they are consumed
   * @return the command
   * @throws IllegalArgumentException if it is none
   */
  public static RawCommand read(ByteBuffer bytes) {
    byte mark = bytes.get();
    if (mark != MARK) {
      throw new IllegalArgumentException("command: begins with " + mark + ", not " + MARK);
    }
    return new RawCommand(bytes.getLong(), bytes.getLong());
  }
}

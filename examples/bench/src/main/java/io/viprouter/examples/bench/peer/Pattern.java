package io.viprouter.examples.bench.peer;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The payload of bulk transfers: random bytes that repeat with a prime period, so that no lost,
 * doubled or swapped block of a usual size goes unseen. Thread-safe.
 */
public final class Pattern {

  /** Longest piece that is made or checked at a time. */
  public static final int MAX_PIECE = 256 * 1024;

  private static final int PERIOD = 65_521;
  private static final ByteBuffer BYTES = make();

  private Pattern() {}

  private static ByteBuffer make() {
    byte[] period = new byte[PERIOD];
    new Random(PERIOD).nextBytes(period);
    ByteBuffer bytes = ByteBuffer.allocateDirect(PERIOD + MAX_PIECE);
    while (bytes.hasRemaining()) {
      bytes.put(period, 0, Math.min(PERIOD, bytes.remaining()));
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  /**
   * A piece of the payload.
   *
   * @param position where it begins in the transfer
   * @param length 0 to {@link #MAX_PIECE}
   * @return a view that the caller may consume
   */
  public static ByteBuffer piece(long position, int length) {
    return BYTES.slice((int) (position % PERIOD), length);
  }

  /**
   * Checks a piece.
   *
   * @param position where it begins in the transfer
   * @param bytes what came, up to {@link #MAX_PIECE}; not consumed
   * @return whether it is what was sent
   */
  public static boolean matches(long position, ByteBuffer bytes) {
    return piece(position, bytes.remaining()).mismatch(bytes) == -1;
  }
}

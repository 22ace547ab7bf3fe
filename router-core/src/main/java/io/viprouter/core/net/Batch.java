package io.viprouter.core.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sessions of an event loop have read in a turn and write at its end. Confined to its
 * event loop.
 *
 * <p>First all is read, then all is written: every write wakes somebody up, who may take the
 * processor at once, while what the others have sent waits to be read. Read first, it is part of
 * this turn, and fewer turns do the same work. Bulk goes on at once.
 *
 * <p>Invariant: a pump has at most one piece here, the last it has read.
 */
final class Batch {

  private static final Logger log = LoggerFactory.getLogger(Batch.class);

  /** Most bytes of a piece that waits for the end of the turn. */
  static final int PIECE = 4 * 1024;

  /** Most pieces that wait: what was read is still near when it is written. */
  static final int MAX_PIECES = 64;

  /** With so many bytes all is written, so that there is room for a usual read. */
  private static final int FULL = BufferPool.BULK - BufferPool.SIZE;

  private final BufferPool pool;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BufferPool.BULK);
  private final Pump[] pumps = new Pump[MAX_PIECES];
  private final int[] ends = new int[MAX_PIECES];
  private int pieces;
  private int used;
  private boolean writing;

  Batch(BufferPool pool) {
    this.pool = pool;
  }

  /** Where a pump finds a buffer for what its peer does not take. */
  BufferPool pool() {
    return pool;
  }

  /**
   * Where to read to: behind what is here, with the room of a bulk read, or of a usual one while
   * much is lent. Valid until anything else is called here.
   */
  ByteBuffer room() {
    int limit = pool.muchIsLent() ? used + BufferPool.SIZE : BufferPool.BULK;
    return bytes.limit(limit).position(used);
  }

  /**
   * A pump has read into {@link #room}. What is large, or no longer fits, is written now, with all
   * that came before.
   *
   * @param length how many bytes
   */
  void add(Pump pump, int length, long nowNanos) {
    used += length;
    pumps[pieces] = pump;
    ends[pieces] = used;
    pieces++;
    if (length > PIECE || used > FULL || pieces == MAX_PIECES) {
      write(nowNanos);
    }
  }

  boolean isEmpty() {
    return pieces == 0;
  }

  /**
   * Has each pump write its piece, in the order in which they were read. Asked for by what comes of
   * that, it does nothing: it goes on.
   */
  void write(long nowNanos) {
    if (writing) {
      return;
    }
    writing = true;
    int start = 0;
    for (int i = 0; i < pieces; i++) {
      bytes.limit(ends[i]).position(start);
      start = ends[i];
      write(pumps[i], nowNanos);
    }
    Arrays.fill(pumps, 0, pieces, null);
    pieces = 0;
    used = 0;
    writing = false;
  }

  /** A session that fails never keeps the others from writing. */
  private void write(Pump pump, long nowNanos) {
    try {
      pump.pass(bytes, nowNanos);
    } catch (RuntimeException e) {
      if (!(e instanceof BufferPool.Spent)) {
        log.error("a session failed to write; it is closed", e);
      }
      fail(pump, e, nowNanos);
    }
  }

  private static void fail(Pump pump, RuntimeException cause, long nowNanos) {
    try {
      pump.fail(cause, nowNanos);
    } catch (RuntimeException e) {
      log.error("a session failed to fail", e);
    }
  }
}

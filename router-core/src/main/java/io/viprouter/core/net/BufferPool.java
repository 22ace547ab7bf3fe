package io.viprouter.core.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The relay buffers of one event loop. Confined to its event loop, but for {@link #lent()}.
 *
 * <p>Every read lands in the one read buffer, or in that of the {@link Batch}, and is written on in
 * the same turn. Only what the peer did not take is copied to a lent buffer, and only for as long.
 * What is lent is bounded by two buffers a session.
 *
 * <p>Bulk is read in large pieces: fewer calls, and fewer packets for the same bytes. What a slow
 * peer does not take of one is large as well; while much is lent, reads are small.
 */
final class BufferPool {

  /** Bytes of a usual buffer: as much as one read of a handshake takes. */
  static final int SIZE = 64 * 1024;

  /** Bytes of a large buffer: as much as one read of bulk takes. */
  static final int BULK = 256 * 1024;

  /** With so many bytes lent, bulk is read in pieces of the usual size. */
  static final long MUCH = 16L * 1024 * 1024;

  /** Most free buffers kept for later. */
  private static final int MAX_FREE = 32;

  private static final int MAX_FREE_LARGE = 8;

  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(SIZE);
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> freeLarge = new ArrayDeque<>();
  private final Tally lent = new Tally();
  private long lentBytes;

  /** The loop's read buffer, for handshakes. Valid until it is asked for again. */
  ByteBuffer readBuffer() {
    return readBuffer.clear();
  }

  /** Whether bulk is to be read in pieces of the usual size. */
  boolean muchIsLent() {
    return lentBytes >= MUCH;
  }

  /** An empty buffer of the usual size, to be given back. */
  ByteBuffer lend() {
    return lend(free, SIZE);
  }

  /**
   * An empty buffer, to be given back.
   *
   * @param bytes room that is needed, up to {@link #BULK}
   */
  ByteBuffer lend(int bytes) {
    return bytes <= SIZE ? lend() : lend(freeLarge, BULK);
  }

  private ByteBuffer lend(ArrayDeque<ByteBuffer> from, int size) {
    lent.add(1);
    lentBytes += size;
    ByteBuffer buffer = from.pollFirst();
    return buffer == null ? ByteBuffer.allocateDirect(size) : buffer;
  }

  /** Takes a buffer back. */
  void giveBack(ByteBuffer buffer) {
    lent.add(-1);
    lentBytes -= buffer.capacity();
    boolean large = buffer.capacity() > SIZE;
    ArrayDeque<ByteBuffer> to = large ? freeLarge : free;
    if (to.size() < (large ? MAX_FREE_LARGE : MAX_FREE)) {
      to.addFirst(buffer.clear());
    }
  }

  /** How many are lent now. May be called by any thread. */
  int lent() {
    return (int) lent.get();
  }
}

package io.viprouter.core.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The relay buffers of one event loop. Confined to its event loop, but for {@link #lent()}.
 *
 * <p>Every read lands in the one read buffer and is written on at once. Only what the peer did not
 * take is copied to a lent buffer, and only for as long. What is lent is bounded by two buffers a
 * session.
 */
final class BufferPool {

  /** Bytes of a buffer: as much as one read takes. */
  static final int SIZE = 64 * 1024;

  /** Most free buffers kept for later. */
  private static final int MAX_FREE = 32;

  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(SIZE);
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private final Tally lent = new Tally();

  /** The loop's read buffer, cleared. Valid until the next call. */
  ByteBuffer readBuffer() {
    return readBuffer.clear();
  }

  /** An empty buffer, to be given back. */
  ByteBuffer lend() {
    lent.add(1);
    ByteBuffer buffer = free.pollFirst();
    return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer;
  }

  /** Takes a buffer back. */
  void giveBack(ByteBuffer buffer) {
    lent.add(-1);
    if (free.size() < MAX_FREE) {
      free.addFirst(buffer.clear());
    }
  }

  /** How many are lent now. May be called by any thread. */
  int lent() {
    return (int) lent.get();
  }
}

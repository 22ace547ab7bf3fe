package io.viprouter.core.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay buffers of one event loop. Confined to its event loop, but for {@link #lent()}.
 *
 * <p>Every read lands in the one read buffer, or in that of the {@link Batch}, and is written on in
 * the same turn. Only what the peer did not take is copied to a lent buffer, and only for as long.
 * What is lent is bounded by two buffers a session. Where the JVM has no memory for one, the
 * session that wants it is closed, and until one comes back no other is made: to be refused by the
 * JVM takes half a second, in which the loop stands still.
 *
 * <p>Bulk is read in large pieces: fewer calls, and fewer packets for the same bytes. What a slow
 * peer does not take of one is large as well; while much is lent, reads are small.
 */
final class BufferPool {

  private static final Logger log = LoggerFactory.getLogger(BufferPool.class);

  /** Bytes of a small buffer: a login has some two hundred. */
  static final int SMALL = 1024;

  /** Bytes of a usual buffer: as much as one read of a handshake takes. */
  static final int SIZE = 64 * 1024;

  /** Bytes of a large buffer: as much as one read of bulk takes. */
  static final int BULK = 256 * 1024;

  /** With so many bytes lent, bulk is read in pieces of the usual size. */
  static final long MUCH = 16L * 1024 * 1024;

  /** Most free buffers kept for later. */
  private static final int MAX_FREE = 32;

  private static final int MAX_FREE_LARGE = 8;

  private static final int MAX_FREE_SMALL = 256;

  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(SIZE);
  private final ArrayDeque<ByteBuffer> freeSmall = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> freeLarge = new ArrayDeque<>();
  private final Tally lent = new Tally();
  private long lentBytes;
  private boolean spent;

  /** The loop's read buffer, for handshakes. Valid until it is asked for again. */
  ByteBuffer readBuffer() {
    return readBuffer.clear();
  }

  /** Whether bulk is to be read in pieces of the usual size. */
  boolean muchIsLent() {
    return lentBytes >= MUCH;
  }

  /** There is no memory for a buffer. The pool has said so in the log. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Spent() {
      super("no memory for another buffer", null, false, false);
    }
  }

  /**
   * An empty buffer of the usual size, to be given back.
   *
   * @throws Spent if there is no memory for it
   */
  ByteBuffer lend() {
    return lend(free, SIZE);
  }

  /**
   * An empty buffer, to be given back.
   *
   * @param bytes room that is needed, up to {@link #BULK}
   * @throws Spent if there is no memory for it
   */
  ByteBuffer lend(int bytes) {
    return bytes <= SIZE ? lend() : lend(freeLarge, BULK);
  }

  /** The same, for a few bytes of which more may follow: small, or of the usual size. */
  ByteBuffer lendFew(int bytes) {
    return bytes <= SMALL ? lend(freeSmall, SMALL) : lend();
  }

  private ByteBuffer lend(ArrayDeque<ByteBuffer> from, int size) {
    ByteBuffer free = from.pollFirst();
    ByteBuffer buffer = free == null ? allocate(size) : free;
    lent.add(1);
    lentBytes += size;
    return buffer;
  }

  private ByteBuffer allocate(int size) {
    if (!spent) {
      try {
        return ByteBuffer.allocateDirect(size);
      } catch (OutOfMemoryError e) {
        spent = true;
        log.warn(
            "{}; {} bytes are lent; sessions that want one are closed until one comes back",
            Sockets.words(e),
            lentBytes);
      }
    }
    throw new Spent();
  }

  /** Takes a buffer back. */
  void giveBack(ByteBuffer buffer) {
    lent.add(-1);
    lentBytes -= buffer.capacity();
    spent = false;
    switch (buffer.capacity()) {
      case SMALL -> keep(buffer, freeSmall, MAX_FREE_SMALL);
      case SIZE -> keep(buffer, free, MAX_FREE);
      default -> keep(buffer, freeLarge, MAX_FREE_LARGE);
    }
  }

  private static void keep(ByteBuffer buffer, ArrayDeque<ByteBuffer> to, int most) {
    if (to.size() < most) {
      to.addFirst(buffer.clear());
    }
  }

  /** How many are lent now. May be called by any thread. */
  int lent() {
    return (int) lent.get();
  }
}

package io.viprouter.core.net;

import io.viprouter.core.mysql.Quit;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a session: reads, writes in the same turn, keeps what did not fit. Confined to
 * the event loop of its session.
 *
 * <pre>
 *   state     on                              to        does
 *   flowing   peer took part of a chunk       holding   lends a buffer, stops reading
 *   holding   peer took the rest              flowing   gives the buffer back, reads again
 *   flowing   end of stream                   ended     tells the owner, who passes it on
 *   holding   end of stream cannot be seen: nothing is read
 * </pre>
 *
 * <p>Invariant: a buffer is held exactly while the peer owes us room, and then nothing is read.
 */
final class Pump {

  /** Most chunks moved a turn, so that one bulk session does not delay the others. */
  static final int MAX_CHUNKS = 2;

  /** Whom the pump tells. */
  interface Owner {
    /** What went this way last looks like the end of a MySQL session. */
    void quit(Pump pump, long nowNanos);

    /** The stream has ended, and all of it was passed on but the end itself. */
    void ended(Pump pump, long nowNanos);

    /** Reading or writing failed. */
    void broke(Pump pump, Endpoint side, IOException cause, long nowNanos);

    /** The router itself failed. */
    void failed(Pump pump, RuntimeException cause, long nowNanos);
  }

  private final Endpoint from;
  private final Endpoint to;
  private final Batch batch;
  private final Tally tally;
  private final Owner owner;
  private @Nullable ByteBuffer held;
  private boolean ending;
  private boolean ended;
  private boolean broken;
  private long moved;
  private long lastNanos;

  Pump(Endpoint from, Endpoint to, Batch batch, Tally tally, Owner owner) {
    this.from = from;
    this.to = to;
    this.batch = batch;
    this.tally = tally;
    this.owner = owner;
  }

  /**
   * There is something to read: reads what is there, up to {@value #MAX_CHUNKS} chunks, and leaves
   * it to the batch to have it written.
   */
  void move(long nowNanos) {
    for (int i = 0; i < MAX_CHUNKS && held == null && !ending && !broken; i++) {
      ByteBuffer chunk = batch.room();
      int room = chunk.remaining();
      int read = read(chunk, nowNanos);
      if (read > 0) {
        batch.add(this, read, nowNanos);
      }
      if (read < room) {
        // The socket is empty: another read would find nothing.
        return;
      }
    }
  }

  /** Writes a piece that {@link #move} has read. */
  void pass(ByteBuffer piece, long nowNanos) {
    boolean quits = Quit.is(piece);
    deliver(piece, nowNanos);
    if (quits && !broken) {
      owner.quit(this, nowNanos);
    }
  }

  /** Writing failed, and not for the peer's sake. */
  void fail(RuntimeException cause, long nowNanos) {
    broken = true;
    owner.failed(this, cause, nowNanos);
  }

  /** Reads a chunk; an end or a failure is dealt with here and gives -1. */
  int read(ByteBuffer into, long nowNanos) {
    try {
      int read = from.read(into);
      if (read < 0) {
        end(nowNanos);
      }
      return read;
    } catch (IOException e) {
      broke(from, e, nowNanos);
      return -1;
    }
  }

  /** Writes bytes at once and keeps what the peer does not take. */
  void deliver(ByteBuffer bytes, long nowNanos) {
    lastNanos = nowNanos;
    moved += bytes.remaining();
    tally.add(bytes.remaining());
    if (held == null) {
      if (!write(bytes, nowNanos) || !bytes.hasRemaining()) {
        return;
      }
      hold(bytes);
    } else {
      append(held, bytes);
    }
  }

  /** The peer has room again. */
  void flush(long nowNanos) {
    ByteBuffer rest = held;
    if (rest == null || !write(rest, nowNanos) || rest.hasRemaining()) {
      return;
    }
    release();
    to.wantWrite(false);
    lastNanos = nowNanos;
    if (ending) {
      over(nowNanos);
    } else {
      from.wantRead(true);
    }
  }

  /** The stream has ended; the owner is told once all before it is passed on. */
  void end(long nowNanos) {
    ending = true;
    from.wantRead(false);
    if (held == null) {
      over(nowNanos);
    }
  }

  /** Gives the buffer back; for a session that is over. */
  void release() {
    if (held != null) {
      batch.pool().giveBack(held);
      held = null;
    }
  }

  Endpoint from() {
    return from;
  }

  boolean ended() {
    return ended;
  }

  boolean holding() {
    return held != null;
  }

  /** Bytes taken so far. */
  long moved() {
    return moved;
  }

  /** When the last byte went this way. */
  long lastNanos() {
    return lastNanos;
  }

  private void hold(ByteBuffer bytes) {
    held = batch.pool().lend(bytes.remaining()).put(bytes).flip();
    from.wantRead(false);
    to.wantWrite(true);
  }

  /** Only in the handshake, whose packets are small and come one at a time. */
  private static void append(ByteBuffer held, ByteBuffer bytes) {
    held.compact().put(bytes).flip();
  }

  private boolean write(ByteBuffer bytes, long nowNanos) {
    try {
      to.write(bytes);
      return true;
    } catch (IOException e) {
      broke(to, e, nowNanos);
      return false;
    }
  }

  /** Passes the end on, after {@link Owner#ended}: closing both sides would do it as well. */
  void passEnd(long nowNanos) {
    try {
      to.shutdownOutput();
    } catch (IOException e) {
      broke(to, e, nowNanos);
    }
  }

  private void over(long nowNanos) {
    ended = true;
    owner.ended(this, nowNanos);
  }

  private void broke(Endpoint side, IOException cause, long nowNanos) {
    broken = true;
    owner.broke(this, side, cause, nowNanos);
  }
}

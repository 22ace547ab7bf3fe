package io.viprouter.core.net;

import io.viprouter.core.mysql.Handshake;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The relay while the handshake lasts. Confined to the event loop of its session.
 *
 * <p>The client's packets are passed on whole, never in part: so when the client leaves, the server
 * stands between two packets and can be told goodbye. A request for TLS waits for the bytes that
 * follow it for the same reason; after it nothing is read any more. What a client sends before the
 * server has answered waits, too.
 */
final class HandshakePhase {

  private final Handshake handshake = new Handshake(0);
  private final BufferPool buffers;
  private @Nullable ByteBuffer partial;

  HandshakePhase(BufferPool buffers) {
    this.buffers = buffers;
  }

  Handshake handshake() {
    return handshake;
  }

  /** Whether the client has sent a byte, be it passed on or not. */
  boolean clientSpoke() {
    return partial != null || handshake.turn() != Handshake.Turn.LOGIN;
  }

  /** Whether the client has spoken ahead: its bytes wait for the server's answer. */
  boolean clientAhead() {
    return partial != null && handshake.turn() == Handshake.Turn.SERVER;
  }

  /** Where the client's next bytes are to be read to. */
  ByteBuffer target() {
    return partial == null ? buffers.readBuffer() : partial;
  }

  /**
   * Keeps bytes without looking at them: the server has not greeted yet.
   *
   * @param filled what {@link #target()} gave, filled
   */
  void keep(ByteBuffer filled) {
    if (partial == null) {
      partial = buffers.lend().put(filled.flip());
    }
  }

  /**
   * Passes on what is whole.
   *
   * @param filled what {@link #target()} gave, filled
   * @param up where to
   * @return what is wrong with the client's packets, if anything is
   */
  Optional<String> client(ByteBuffer filled, Pump up, long nowNanos) {
    ByteBuffer bytes = filled.flip();
    Optional<String> fault = pass(bytes, up, nowNanos);
    if (bytes.hasRemaining() && fault.isEmpty()) {
      fault = keepRest(bytes);
    } else {
      release();
    }
    return fault;
  }

  /** Looks at what was kept before the server greeted. */
  Optional<String> clientSpokeEarly(Pump up, long nowNanos) {
    return partial == null ? Optional.empty() : client(partial, up, nowNanos);
  }

  /** What the server sends is only looked at. */
  @Nullable String server(ByteBuffer chunk) {
    return handshake.server(chunk.duplicate());
  }

  /** The handshake is over: what was held back of the client's bytes goes on. */
  void finish(Pump up, long nowNanos) {
    if (partial != null) {
      up.deliver(partial.flip(), nowNanos);
    }
    release();
  }

  void release() {
    if (partial != null) {
      buffers.giveBack(partial);
      partial = null;
    }
  }

  private Optional<String> pass(ByteBuffer bytes, Pump up, long nowNanos) {
    while (!handshake.over() && handshake.turn() != Handshake.Turn.SERVER) {
      int length = Handshake.packetLength(bytes);
      if (length > BufferPool.SIZE) {
        return Optional.of(handshake.tooLong(bytes));
      }
      if (length < 0 || bytes.remaining() < length) {
        return Optional.empty();
      }
      if (handshake.asksForTls(bytes) && bytes.remaining() == length) {
        return Optional.empty();
      }
      Optional<String> fault = handshake.client(bytes.slice(bytes.position(), length));
      if (fault.isPresent()) {
        return fault;
      }
      deliver(bytes, length, up, nowNanos);
    }
    if (handshake.over() && bytes.hasRemaining()) {
      deliver(bytes, bytes.remaining(), up, nowNanos);
    }
    return Optional.empty();
  }

  private static void deliver(ByteBuffer bytes, int length, Pump up, long nowNanos) {
    up.deliver(bytes.slice(bytes.position(), length), nowNanos);
    bytes.position(bytes.position() + length);
  }

  private Optional<String> keepRest(ByteBuffer bytes) {
    if (partial == null) {
      partial = buffers.lend().put(bytes);
    } else {
      partial.compact();
    }
    return Optional.empty();
  }
}

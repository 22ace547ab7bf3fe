package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.mysql.ErrorPacket;
import io.viprouter.core.mysql.FailingLogin;
import io.viprouter.core.mysql.Handshake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The relay while the handshake lasts, and how a handshake fails. Confined to the event loop of its
 * session.
 *
 * <p>The client's packets are passed on whole, never in part: so when the client leaves, the server
 * stands between two packets and can be told goodbye. A request for TLS waits for the bytes that
 * follow it for the same reason; after it nothing is read any more. What a client sends before the
 * server has answered waits, too.
 */
final class HandshakePhase {

  private final Handshake handshake = new Handshake(0);
  private final Session session;
  private final Lane lane;
  private final Client client;
  private final SocketEndpoint clientEnd;
  private final BufferPool buffers;
  private @Nullable Relay relay;
  private @Nullable ByteBuffer partial;

  HandshakePhase(Session session, Lane lane, Client client, SocketEndpoint clientEnd) {
    this.session = session;
    this.lane = lane;
    this.client = client;
    this.clientEnd = clientEnd;
    this.buffers = lane.loop().buffers();
  }

  /** A server has greeted: the client gets that, and the server what the client said before. */
  void begin(Relay begun, ByteBuffer hello, long nowNanos) {
    relay = begun;
    begun.deliver(hello, nowNanos);
    if (session.inHandshake()) {
      afterClientBytes(clientSpokeEarly(begun.up(), nowNanos), nowNanos);
    }
  }

  void clientReadable(long nowNanos) throws IOException {
    ByteBuffer fresh = buffers.readBuffer();
    fresh.limit(BufferPool.SIZE - kept());
    int read = clientEnd.read(fresh);
    Relay running = relay;
    if (read < 0) {
      session.clientLeft(nowNanos);
    } else if (running != null) {
      afterClientBytes(client(fresh.flip(), running.up(), nowNanos), nowNanos);
    } else if (read > 0) {
      // Read on: it may leave before a server greets.
      keep(fresh.flip());
      clientEnd.wantRead(kept() < BufferPool.SIZE);
    }
  }

  void serverReadable(long nowNanos) throws IOException {
    Relay running = relay;
    if (running == null) {
      return;
    }
    ByteBuffer chunk = buffers.readBuffer();
    if (running.server().read(chunk) < 0) {
      session.relay(nowNanos);
      running.down().end(nowNanos);
      return;
    }
    String fault = server(chunk.flip());
    if (fault != null) {
      throw new IOException(fault);
    }
    running.deliver(chunk, nowNanos);
    if (session.inHandshake()) {
      afterClientBytes(clientSpokeEarly(running.up(), nowNanos), nowNanos);
    }
  }

  private void afterClientBytes(Optional<String> fault, long nowNanos) {
    if (fault.isPresent()) {
      broken("bad handshake: " + fault.get());
      lane.charge(client);
      fail(Refusals.badHandshake(fault.get()), CloseReason.HANDSHAKE_ERROR, nowNanos);
    } else if (session.inHandshake() && handshake.over()) {
      session.relay(nowNanos);
    } else if (session.inHandshake()) {
      clientEnd.wantRead(!clientAhead());
    }
  }

  /** The client's time is up. */
  void late(long nowNanos) {
    if (handshake.turn() != Handshake.Turn.SERVER) {
      broken("handshake timed out");
      lane.charge(client);
    }
    fail(Refusals.handshakeTimedOut(), CloseReason.HANDSHAKE_TIMEOUT, nowNanos);
  }

  private void broken(String how) {
    String prefix = lane.home().prefix();
    lane.home()
        .shared()
        .events()
        .journal()
        .write(
            Journal.Kind.BROKEN_HANDSHAKE,
            () -> prefix + " " + Sockets.text(client.address()) + ": " + how);
  }

  /** Whether the server refused the login. */
  boolean refused() {
    return handshake.refused();
  }

  /** The client went away after a server had greeted it. */
  void clientLeft(long nowNanos) {
    if (clientSpoke()) {
      lane.charge(client);
    }
    sayFarewell(CloseReason.CLIENT_LEFT_HANDSHAKE, nowNanos);
  }

  private void fail(ErrorPacket error, CloseReason reason, long nowNanos) {
    if (relay == null || !relay.down().holding()) {
      Refusals.send(clientEnd, error, handshake.errorSequence());
    }
    sayFarewell(reason, nowNanos);
  }

  /** Leaves the server to somebody who ends its handshake, and closes the rest. */
  void sayFarewell(CloseReason reason, long nowNanos) {
    FailingLogin login = handshake.takeOver().orElse(null);
    Relay running = relay;
    if (login != null && running != null && !running.up().holding()) {
      running.leave();
      lane.farewell(running.server(), login, running.destination(), nowNanos);
    }
    session.close(reason, nowNanos);
  }

  /** Whether the client has sent a byte, be it passed on or not. */
  private boolean clientSpoke() {
    return partial != null || handshake.turn() != Handshake.Turn.LOGIN;
  }

  /** Whether the client has spoken ahead: its bytes wait for the server's answer. */
  private boolean clientAhead() {
    return partial != null && handshake.turn() == Handshake.Turn.SERVER;
  }

  private int kept() {
    return partial == null ? 0 : partial.position();
  }

  /** Keeps bytes behind those that are kept. There is room: no more was read. */
  private ByteBuffer keep(ByteBuffer fresh) {
    ByteBuffer before = partial;
    int wanted = kept() + fresh.remaining();
    ByteBuffer all = before;
    if (all == null || all.capacity() < wanted) {
      all = buffers.lendFew(wanted);
      partial = all;
      if (before != null) {
        all.put(before.flip());
        buffers.giveBack(before);
      }
    }
    return all.put(fresh);
  }

  /**
   * Passes on what is whole, and keeps the rest.
   *
   * @param fresh what came behind that which is kept
   * @param up where to
   * @return what is wrong with the client's packets, if anything is
   */
  private Optional<String> client(ByteBuffer fresh, Pump up, long nowNanos) {
    return partial == null
        ? client(fresh, false, up, nowNanos)
        : client(keep(fresh).flip(), true, up, nowNanos);
  }

  private Optional<String> client(ByteBuffer bytes, boolean kept, Pump up, long nowNanos) {
    Optional<String> fault = pass(bytes, up, nowNanos);
    if (!session.inHandshake()) {
      return Optional.empty(); // The server broke: the session is over, and nothing is kept.
    }
    if (fault.isPresent() || !bytes.hasRemaining()) {
      release();
    } else if (kept) {
      bytes.compact();
    } else {
      keep(bytes);
    }
    return fault;
  }

  /** Looks at what was kept before the server greeted. */
  private Optional<String> clientSpokeEarly(Pump up, long nowNanos) {
    ByteBuffer early = partial;
    return early == null ? Optional.empty() : client(early.flip(), true, up, nowNanos);
  }

  /** What the server sends is only looked at. */
  private @Nullable String server(ByteBuffer chunk) {
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
      if (handshake.asksForTls(bytes) && bytes.remaining() == length && length < BufferPool.SIZE) {
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
}

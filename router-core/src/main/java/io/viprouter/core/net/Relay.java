package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Destination;
import io.viprouter.core.KeepAlive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session's connection to the server that greeted it, and the two pumps between that and the
 * client. Confined to the event loop of its session.
 *
 * <p>After a client's goodbye nothing more is read of it, for the server closes now. Being the
 * first to do so it keeps the port that is not to be used again for a minute (RFC 9293, section
 * 3.6.1), not this host, which has only so many of them.
 *
 * <p>Invariant: the server's socket is this one's to end until {@link #leave} has handed it on.
 */
final class Relay implements Pump.Owner {

  /** What a client may still say after its server has ended, without a byte for this long. */
  private static final long HALF_CLOSED_NANOS = Duration.ofSeconds(10).toNanos();

  /**
   * How long a server may take to close after a client's goodbye, before its client is read again.
   */
  private static final long QUIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Session session;
  private final Lane lane;
  private final Destination destination;
  private final SocketEndpoint client;
  private final SocketEndpoint server;
  private final SessionSide serverSide;
  private final Pump up;
  private final Pump down;
  private @Nullable Pump endedFirst;
  private boolean serverIsToEnd;
  private boolean left;
  private boolean keptAlive;

  Relay(
      Session session,
      Lane lane,
      Destination destination,
      SocketEndpoint client,
      SocketEndpoint server) {
    this.session = session;
    this.lane = lane;
    this.destination = destination;
    this.client = client;
    this.server = server;
    this.serverSide = new SessionSide(session, false);
    Batch batch = lane.loop().batch();
    DestinationCounters.OfLoop counters = lane.counters(destination);
    this.up = new Pump(client, server, batch, counters.fromClients(), this);
    this.down = new Pump(server, client, batch, counters.fromServers(), this);
    server.handler(serverSide);
  }

  /** The handshake is over: from now on the sockets move the pumps themselves. */
  void begin(SessionSide clientSide) {
    clientSide.relays(up, down);
    serverSide.relays(down, up);
  }

  Destination destination() {
    return destination;
  }

  SocketEndpoint server() {
    return server;
  }

  /** From the client to the server. */
  Pump up() {
    return up;
  }

  /** From the server to the client. */
  Pump down() {
    return down;
  }

  /** Passes bytes of the server's on. */
  void deliver(ByteBuffer fromServer, long nowNanos) {
    down.deliver(fromServer, nowNanos);
  }

  /** Whether the session may end for silence; else when to look again, if ever. */
  boolean silent(long idleNanos, Deadline deadline, long nowNanos) {
    if (serverIsToEnd) {
      // It was no goodbye after all, or the server has not understood it.
      serverIsToEnd = false;
      client.wantRead(!up.holding());
    }
    long last = up.lastNanos() - down.lastNanos() > 0 ? up.lastNanos() : down.lastNanos();
    long limit = down.ended() ? HALF_CLOSED_NANOS : idleNanos;
    if (limit == 0) {
      return false;
    }
    if (nowNanos - last >= limit) {
      return true;
    }
    lane.loop().deadlines().set(deadline, last + limit);
    return false;
  }

  /** From now on peers that vanish without a word are noticed, on both sides. */
  void keepAlive(KeepAlive keepAlive, long nowNanos) {
    if (keptAlive) {
      return;
    }
    keptAlive = true;
    SocketEndpoint side = client;
    try {
      Sockets.keepAlive(client.channel(), keepAlive);
      side = server;
      Sockets.keepAlive(server.channel(), keepAlive);
    } catch (IOException e) {
      session.broke(side == client, nowNanos);
    }
  }

  /** The server's socket and slot go to somebody else. */
  void leave() {
    left = true;
  }

  /** Gives the buffers back. */
  void release() {
    up.release();
    down.release();
  }

  /** Ends the server's side, unless it was left to somebody else. */
  void end(CloseReason reason) {
    if (!left) {
      server.end(reason == CloseReason.CLIENT_FAILED);
    }
  }

  /** Gives the slot back, unless it was left to somebody else. */
  void giveBack() {
    if (!left) {
      lane.released(destination);
    }
  }

  @Override
  public void quit(Pump pump, long nowNanos) {
    if (pump == up && endedFirst == null) {
      serverIsToEnd = true;
      client.wantRead(false);
      session.wakeAt(nowNanos + QUIT_NANOS);
    }
  }

  @Override
  public void ended(Pump pump, long nowNanos) {
    Pump first = endedFirst;
    if (first == null) {
      endedFirst = pump;
      if (pump == down && serverIsToEnd) {
        session.close(CloseReason.CLIENT_CLOSED, nowNanos);
        return;
      }
      if (pump == down) {
        // MySQL never ends its side and goes on listening: the client may finish, but not stay.
        session.wakeAt(nowNanos + HALF_CLOSED_NANOS);
      }
      pump.passEnd(nowNanos);
    } else if (first != pump) {
      session.close(first == up ? CloseReason.CLIENT_CLOSED : CloseReason.SERVER_CLOSED, nowNanos);
    }
  }

  @Override
  public void broke(Pump pump, Endpoint side, IOException cause, long nowNanos) {
    session.broke(side == client, nowNanos);
  }

  @Override
  public void failed(Pump pump, RuntimeException cause, long nowNanos) {
    session.failed(pump == up, cause, nowNanos);
  }
}

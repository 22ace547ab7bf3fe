package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.Destination;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.mysql.ErrorPacket;
import io.viprouter.core.mysql.FailingLogin;
import io.viprouter.core.mysql.Handshake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client and its server. Confined to its event loop: both sockets, both pumps and all buffers
 * belong to it until it ends.
 *
 * <pre>
 *   state      on                                  to
 *   DIALING    a server greets                     HANDSHAKE
 *   DIALING    a dial fails                        DIALING with the next candidate
 *   DIALING    no candidate is left                CLOSED, with an error to the client
 *   DIALING    the client leaves                   DIALING to its end, then CLOSED
 *   HANDSHAKE  the server's yes or no, or TLS      RELAYING
 *   HANDSHAKE  the client leaves, errs or is late  CLOSED; the server hears a {@link Farewell}
 *   RELAYING   both directions have ended          CLOSED
 *   any        a side breaks, an idle timeout,
 *              drain, the router closes            CLOSED
 * </pre>
 */
final class Session implements Pump.Owner {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  /** What a client may still say after its server has ended, without a byte for this long. */
  private static final long HALF_CLOSED_NANOS = Duration.ofSeconds(10).toNanos();

  private enum State {
    DIALING,
    HANDSHAKE,
    RELAYING,
    CLOSED
  }

  private final Lane lane;
  private final EventLoop loop;
  private final Client client;
  private final SocketEndpoint clientEnd;
  private final Deadline deadline = new Deadline(this::late);
  private @Nullable HandshakePhase phase;
  private @Nullable Dialing dialing;
  private State state = State.DIALING;
  private @Nullable Destination destination;
  private @Nullable SocketEndpoint serverEnd;
  private @Nullable Pump up;
  private @Nullable Pump down;
  private @Nullable Pump endedFirst;
  private long serverConnectionId = -1;

  /** A server that greeted. */
  record Greeter(Destination destination, SocketEndpoint server, long connectionId) {}

  Session(Lane lane, Client client) {
    this.lane = lane;
    this.loop = lane.loop();
    this.client = client;
    this.clientEnd = new SocketEndpoint(client.channel(), new SessionSide(this, true));
    this.phase = new HandshakePhase(loop.buffers());
    this.dialing = new Dialing(this, lane, client.timing());
  }

  void start(Destination first, long nowNanos) {
    try {
      client.channel().configureBlocking(false);
      if (Sockets.tcp(client.address())) {
        Sockets.configure(client.channel(), client.timing().keepAlive());
      }
      clientEnd.register(loop, SelectionKey.OP_READ);
    } catch (IOException e) {
      lane.released(first);
      close(CloseReason.CLIENT_FAILED, nowNanos);
      return;
    }
    dial(first, nowNanos);
  }

  /** Tries a candidate, whose slot is taken. */
  void dial(Destination candidate, long nowNanos) {
    if (dialing == null) {
      lane.released(candidate);
    } else {
      dialing.dial(candidate, nowNanos);
    }
  }

  /** Nothing is left to try. */
  void noDestination(boolean full, long nowNanos) {
    if (dialing != null) {
      dialing.noDestination(full, clientEnd, nowNanos);
    }
  }

  /** A server has greeted: the handshake begins. */
  void greeted(Greeter greeter, ByteBuffer hello, long nowNanos) {
    HandshakePhase early = phase;
    SocketEndpoint server = greeter.server();
    dialing = null;
    destination = greeter.destination();
    serverEnd = server;
    serverConnectionId = greeter.connectionId();
    if (early == null) {
      throw new IllegalStateException("greeted in state " + state);
    }
    DestinationCounters.OfLoop counters = lane.counters(greeter.destination());
    server.handler(new SessionSide(this, false));
    Pump toServer = new Pump(clientEnd, server, loop.buffers(), counters.fromClients(), this);
    Pump toClient = new Pump(server, clientEnd, loop.buffers(), counters.fromServers(), this);
    up = toServer;
    down = toClient;
    enter(State.HANDSHAKE);
    loop.deadlines().set(deadline, nowNanos + client.timing().handshakeNanos());
    lane.home().opened(() -> connection(nowNanos));
    toClient.deliver(hello, nowNanos);
    if (state == State.HANDSHAKE) {
      afterClientBytes(early, early.clientSpokeEarly(toServer, nowNanos), nowNanos);
    }
  }

  void writable(boolean isClient, long nowNanos) {
    Pump pump = isClient ? down : up;
    if (pump != null) {
      pump.flush(nowNanos);
    }
  }

  void readable(boolean isClient, long nowNanos) throws IOException {
    if (isClient) {
      clientReadable(nowNanos);
    } else if (serverEnd != null) {
      serverReadable(serverEnd, nowNanos);
    }
  }

  void failed(boolean isClient, Exception cause, long nowNanos) {
    log.debug("{} connection {}: {}", lane.home().prefix(), client.id(), cause.toString());
    if (!(cause instanceof IOException)) {
      close(CloseReason.ROUTER_FAILED, nowNanos);
    } else if (isClient && state != State.RELAYING) {
      clientLeft(nowNanos);
    } else {
      close(isClient ? CloseReason.CLIENT_FAILED : CloseReason.SERVER_FAILED, nowNanos);
    }
  }

  private void clientReadable(long nowNanos) throws IOException {
    HandshakePhase early = phase;
    Pump toServer = up;
    if (state == State.RELAYING && toServer != null) {
      toServer.move(nowNanos);
    } else if (early != null) {
      ByteBuffer target = early.target();
      int read = clientEnd.read(target);
      if (read < 0) {
        clientLeft(nowNanos);
      } else if (state == State.DIALING && read > 0) {
        early.keep(target);
        clientEnd.wantRead(false);
      } else if (toServer != null) {
        afterClientBytes(early, early.client(target, toServer, nowNanos), nowNanos);
      }
    }
  }

  private void afterClientBytes(HandshakePhase early, Optional<String> fault, long nowNanos) {
    if (fault.isPresent()) {
      log.info("{} {}: bad handshake: {}", lane.home().prefix(), client.address(), fault.get());
      lane.charge(client);
      failHandshake(
          early, Refusals.badHandshake(fault.get()), CloseReason.HANDSHAKE_ERROR, nowNanos);
    } else if (state == State.HANDSHAKE && early.handshake().over()) {
      relay(early, nowNanos);
    } else if (state == State.HANDSHAKE) {
      clientEnd.wantRead(!early.clientAhead());
    }
  }

  private void serverReadable(SocketEndpoint server, long nowNanos) throws IOException {
    Pump toClient = down;
    HandshakePhase early = phase;
    if (toClient == null) {
      return;
    }
    if (early == null) {
      toClient.move(nowNanos);
      return;
    }
    ByteBuffer chunk = loop.buffers().readBuffer();
    if (server.read(chunk) < 0) {
      relay(early, nowNanos);
      toClient.end(nowNanos);
      return;
    }
    String fault = early.server(chunk.flip());
    if (fault != null) {
      throw new IOException(fault);
    }
    toClient.deliver(chunk, nowNanos);
    if (state == State.HANDSHAKE && up != null) {
      afterClientBytes(early, early.clientSpokeEarly(up, nowNanos), nowNanos);
    }
  }

  private void relay(HandshakePhase early, long nowNanos) {
    Pump toServer = up;
    enter(State.RELAYING);
    phase = null;
    if (client.timing().idleNanos() > 0) {
      loop.deadlines().set(deadline, nowNanos + client.timing().idleNanos());
    } else {
      loop.deadlines().cancel(deadline);
    }
    if (toServer != null) {
      early.finish(toServer, nowNanos);
      clientEnd.wantRead(!toServer.holding());
    }
  }

  /** The client went away before the handshake was done. */
  private void clientLeft(long nowNanos) {
    HandshakePhase early = phase;
    if (dialing != null) {
      dialing.clientLeft();
      clientEnd.close();
    } else if (early != null) {
      if (early.clientSpoke()) {
        lane.charge(client);
      }
      sayFarewell(early, CloseReason.CLIENT_LEFT_HANDSHAKE, nowNanos);
    }
  }

  private void failHandshake(
      HandshakePhase early, ErrorPacket error, CloseReason reason, long nowNanos) {
    sendLast(error, early.handshake().errorSequence());
    sayFarewell(early, reason, nowNanos);
  }

  /** Leaves the server to somebody who ends its handshake, and closes the rest. */
  private void sayFarewell(HandshakePhase early, CloseReason reason, long nowNanos) {
    FailingLogin login = early.handshake().takeOver().orElse(null);
    SocketEndpoint server = serverEnd;
    Destination left = destination;
    boolean betweenPackets = up == null || !up.holding();
    if (login != null && server != null && left != null && betweenPackets) {
      serverEnd = null;
      destination = null;
      lane.farewell(server, login, left, nowNanos);
    }
    close(reason, nowNanos);
  }

  /** Turns the client away with an error. */
  void refuse(RefusalReason reason, ErrorPacket error, long nowNanos) {
    lane.refused(client, reason);
    sendLast(error, 0);
    close(CloseReason.NO_DESTINATION, nowNanos);
  }

  private void sendLast(ErrorPacket error, int sequence) {
    if (down == null || !down.holding()) {
      Refusals.send(clientEnd, error, sequence);
    }
  }

  private void late(long nowNanos) {
    HandshakePhase early = phase;
    if (state == State.HANDSHAKE && early != null) {
      if (early.handshake().turn() != Handshake.Turn.SERVER) {
        log.info("{} {}: handshake timed out", lane.home().prefix(), client.address());
        lane.charge(client);
      }
      failHandshake(early, Refusals.handshakeTimedOut(), CloseReason.HANDSHAKE_TIMEOUT, nowNanos);
    } else if (state == State.RELAYING && up != null && down != null) {
      long last = up.lastNanos() - down.lastNanos() > 0 ? up.lastNanos() : down.lastNanos();
      long limit = down.ended() ? HALF_CLOSED_NANOS : client.timing().idleNanos();
      if (nowNanos - last >= limit) {
        close(down.ended() ? CloseReason.SERVER_CLOSED : CloseReason.IDLE_TIMEOUT, nowNanos);
      } else {
        loop.deadlines().set(deadline, last + limit);
      }
    }
  }

  @Override
  public void ended(Pump pump, long nowNanos) {
    Pump first = endedFirst;
    if (first == null) {
      endedFirst = pump;
      if (pump == down) {
        // MySQL never ends its side and goes on listening: the client may finish, but not stay.
        loop.deadlines().set(deadline, nowNanos + HALF_CLOSED_NANOS);
      }
    } else if (first != pump) {
      close(first == up ? CloseReason.CLIENT_CLOSED : CloseReason.SERVER_CLOSED, nowNanos);
    }
  }

  @Override
  public void broke(Pump pump, Endpoint side, IOException cause, long nowNanos) {
    if (side == clientEnd && state == State.HANDSHAKE) {
      clientLeft(nowNanos);
    } else {
      close(side == clientEnd ? CloseReason.CLIENT_FAILED : CloseReason.SERVER_FAILED, nowNanos);
    }
  }

  /** Ends the session; a server in the middle of the handshake is told goodbye. */
  void drop(CloseReason reason, long nowNanos) {
    HandshakePhase early = phase;
    if (state == State.HANDSHAKE && early != null) {
      sayFarewell(early, reason, nowNanos);
    } else {
      close(reason, nowNanos);
    }
  }

  /** Ends the session now. */
  void close(CloseReason reason, long nowNanos) {
    if (state == State.CLOSED) {
      return;
    }
    enter(State.CLOSED);
    loop.deadlines().cancel(deadline);
    Connection last = connection(nowNanos);
    releaseBuffers();
    if (dialing != null) {
      dialing.cancel();
      dialing = null;
    }
    clientEnd.end(reason == CloseReason.SERVER_FAILED);
    if (serverEnd != null) {
      serverEnd.end(reason == CloseReason.CLIENT_FAILED);
    }
    lane.ended(this);
    if (destination != null) {
      lane.released(destination);
      destination = null;
    }
    lane.home().closed(last, reason);
  }

  private void releaseBuffers() {
    if (phase != null) {
      phase.release();
    }
    if (up != null) {
      up.release();
    }
    if (down != null) {
      down.release();
    }
  }

  private void enter(State next) {
    boolean allowed =
        switch (state) {
          case DIALING -> next == State.HANDSHAKE || next == State.CLOSED;
          case HANDSHAKE -> next == State.RELAYING || next == State.CLOSED;
          case RELAYING -> next == State.CLOSED;
          case CLOSED -> false;
        };
    if (!allowed) {
      throw new IllegalStateException("session goes from " + state + " to " + next);
    }
    state = next;
  }

  /** Where it is, or was last, sent. */
  boolean isWith(Destination other) {
    return other.equals(destination);
  }

  /** What is known of it now. */
  Connection connection(long nowNanos) {
    return new Connection(
        client.id(),
        lane.home().name(),
        client.address(),
        Optional.ofNullable(destination),
        serverConnectionId < 0 ? Optional.empty() : Optional.of(serverConnectionId),
        up == null ? 0 : up.moved(),
        down == null ? 0 : down.moved(),
        Duration.ofNanos(nowNanos - client.acceptedNanos()));
  }
}

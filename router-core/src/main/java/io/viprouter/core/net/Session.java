package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.ConnectionState;
import io.viprouter.core.Destination;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.mysql.ErrorPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 *   DIALING    no candidate is left                CLOSED, with an error to the client; or DIALING,
 *                                                  {@link Held}
 *   DIALING    the client leaves                   DIALING to its end, then CLOSED
 *   HANDSHAKE  the server's yes or no, or TLS      RELAYING
 *   HANDSHAKE  the client leaves, errs or is late  CLOSED; the server hears a {@link Farewell}
 *   RELAYING   both directions have ended          CLOSED
 *   any        a side breaks, an idle timeout,
 *              drain, the router closes            CLOSED
 * </pre>
 */
final class Session {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  /** A session that is over within this time needs no keep-alive, and no system calls for it. */
  private static final long BRIEF_NANOS = Placement.BRIEF_NANOS;

  private enum State {
    DIALING(ConnectionState.CONNECTING),
    HANDSHAKE(ConnectionState.HANDSHAKE),
    RELAYING(ConnectionState.RELAYING),
    CLOSED(ConnectionState.RELAYING);

    private final ConnectionState shown;

    State(ConnectionState shown) {
      this.shown = shown;
    }
  }

  private final Lane lane;
  private final EventLoop loop;
  private final Client client;
  private final SessionSide clientSide;
  private final SocketEndpoint clientEnd;
  private final Deadline deadline = new Deadline(this::late);
  private @Nullable HandshakePhase phase;
  private @Nullable Dialing dialing;
  private State state = State.DIALING;
  private @Nullable Relay relay;
  private long serverConnectionId = -1;
  private long greetedNanos;
  private boolean loginRefused;

  Session(Lane lane, Client client) {
    this.lane = lane;
    this.loop = lane.loop();
    this.client = client;
    this.clientSide = new SessionSide(this, true);
    this.clientEnd = new SocketEndpoint(client.channel(), clientSide);
    this.phase = new HandshakePhase(this, lane, client, clientEnd);
    this.dialing = new Dialing(this, lane, client);
  }

  void start(Optional<Destination> first, long nowNanos) {
    try {
      client.channel().configureBlocking(false);
      if (Sockets.tcp(client.address())) {
        Sockets.noDelay(client.channel());
      }
      clientEnd.register(loop, SelectionKey.OP_READ);
      lane.home().shared().events().admitted(() -> connection(nowNanos));
    } catch (IOException e) {
      first.ifPresent(lane::released);
      close(CloseReason.CLIENT_FAILED, nowNanos);
      return;
    }
    first.ifPresentOrElse(destination -> dial(destination, nowNanos), () -> lane.await(this));
  }

  /** Tries a candidate, whose slot is taken. */
  void dial(Destination candidate, long nowNanos) {
    if (dialing == null) {
      lane.released(candidate);
    } else {
      dialing.dial(candidate, nowNanos);
    }
  }

  /** Begins again with a candidate, whose slot is taken, after it was held. */
  void dialAnew(Destination candidate, long nowNanos) {
    if (dialing != null) {
      dialing.forgetTried();
    }
    dial(candidate, nowNanos);
  }

  /** When its client came; any thread. */
  long acceptedNanos() {
    return client.acceptedNanos();
  }

  /** Nothing is left to try. */
  void noDestination(boolean full, long nowNanos) {
    if (dialing != null) {
      dialing.noDestination(full, clientEnd, nowNanos);
    }
  }

  /** A server has greeted: the handshake begins. */
  void greeted(
      Destination greeter,
      SocketEndpoint server,
      long connectionId,
      ByteBuffer hello,
      long nowNanos) {
    HandshakePhase early = phase;
    if (early == null) {
      throw new IllegalStateException("greeted in state " + state);
    }
    dialing = null;
    serverConnectionId = connectionId;
    greetedNanos = nowNanos;
    Relay begun = new Relay(this, lane, greeter, clientEnd, server);
    relay = begun;
    enter(State.HANDSHAKE);
    wakeAt(nowNanos + client.timing().handshakeNanos());
    lane.home().opened(() -> connection(nowNanos));
    early.begin(begun, hello, nowNanos);
  }

  /** Whether a server has greeted and the login is not decided. */
  boolean inHandshake() {
    return state == State.HANDSHAKE;
  }

  /** Looks at the session then: its one deadline. */
  void wakeAt(long atNanos) {
    loop.deadlines().set(deadline, atNanos);
  }

  void writable(boolean isClient, long nowNanos) {
    Relay running = relay;
    if (running != null) {
      (isClient ? running.down() : running.up()).flush(nowNanos);
    }
  }

  /** Before it relays; then the pumps are asked. */
  void readable(boolean isClient, long nowNanos) throws IOException {
    HandshakePhase early = phase;
    if (early != null && isClient) {
      early.clientReadable(nowNanos);
    } else if (early != null) {
      early.serverReadable(nowNanos);
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

  /** The handshake is over. */
  void relay(long nowNanos) {
    HandshakePhase early = phase;
    Relay running = relay;
    enter(State.RELAYING);
    phase = null;
    long idle = client.timing().idleNanos();
    wakeAt(nowNanos + (idle > 0 ? Math.min(idle, BRIEF_NANOS) : BRIEF_NANOS));
    if (early != null && running != null) {
      loginRefused = early.refused();
      early.finish(running.up(), nowNanos);
      running.begin(clientSide);
      clientEnd.wantRead(!running.up().holding());
    }
  }

  /** The client went away before the handshake was done. */
  void clientLeft(long nowNanos) {
    if (dialing != null) {
      drop(CloseReason.CLIENT_LEFT_HANDSHAKE, nowNanos);
    } else if (phase != null) {
      phase.clientLeft(nowNanos);
    }
  }

  /** Turns the client away with an error. */
  void refuse(RefusalReason reason, ErrorPacket error, long nowNanos) {
    lane.refused(client, reason);
    Refusals.send(clientEnd, error, 0);
    boolean ourFault = reason == RefusalReason.ROUTER_EXHAUSTED;
    close(ourFault ? CloseReason.ROUTER_FAILED : CloseReason.NO_DESTINATION, nowNanos);
  }

  private void late(long nowNanos) {
    if (state == State.HANDSHAKE && phase != null) {
      phase.late(nowNanos);
    } else if (relay != null) {
      relay.keepAlive(client.timing().keepAlive(), nowNanos);
      if (relay.silent(client.timing().idleNanos(), deadline, nowNanos)) {
        boolean ended = relay.down().ended();
        close(ended ? CloseReason.SERVER_CLOSED : CloseReason.IDLE_TIMEOUT, nowNanos);
      }
    }
  }

  /** Reading or writing failed. */
  void broke(boolean isClient, long nowNanos) {
    if (isClient && state == State.HANDSHAKE) {
      clientLeft(nowNanos);
    } else {
      close(isClient ? CloseReason.CLIENT_FAILED : CloseReason.SERVER_FAILED, nowNanos);
    }
  }

  /** Ends the session; a server that is dialled or in the handshake is told goodbye. */
  void drop(CloseReason reason, long nowNanos) {
    if (dialing != null && dialing.underWay()) {
      dialing.clientLeft(reason);
      clientEnd.close();
    } else if (state == State.HANDSHAKE && phase != null) {
      phase.sayFarewell(reason, nowNanos);
    } else {
      close(reason, nowNanos);
    }
  }

  /** Ends the session, the client's side with a reset; the server hears nothing of that. */
  void cutOff(CloseReason reason, long nowNanos) {
    clientEnd.reset();
    drop(reason, nowNanos);
  }

  /** Ends the session now. */
  void close(CloseReason reason, long nowNanos) {
    if (state == State.CLOSED) {
      return;
    }
    Connection last = connection(nowNanos);
    enter(State.CLOSED);
    loop.deadlines().cancel(deadline);
    if (phase != null) {
      phase.release();
    }
    if (dialing != null) {
      dialing.cancel();
      dialing = null;
    }
    if (relay != null) {
      relay.release();
    }
    clientEnd.end(reason == CloseReason.SERVER_FAILED);
    if (relay != null) {
      relay.end(reason);
    }
    lane.ended(this);
    if (relay != null) {
      relay.giveBack();
    }
    lane.home().closed(last, loginRefused ? CloseReason.LOGIN_REFUSED : reason);
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

  /** Whether that server greeted it, or is being dialled for it. */
  boolean isWith(Destination other) {
    return relay != null
        ? relay.destination().equals(other)
        : dialing != null && dialing.isAt(other);
  }

  /** Whether the client came in at that address of this host. */
  boolean cameInAt(InetAddress local) {
    return clientEnd.isOpen()
        && client.peer().local() instanceof InetSocketAddress here
        && local.equals(here.getAddress());
  }

  Glance glance(long nowNanos) {
    Relay running = relay;
    return new Glance(
        connection(nowNanos),
        client.acceptedNanos(),
        greetedNanos,
        running == null ? 0 : running.up().lastNanos(),
        running == null ? 0 : running.down().lastNanos());
  }

  /** What is known of it now. */
  Connection connection(long nowNanos) {
    return new Connection(
        client.id(),
        lane.home().name(),
        client.address(),
        client.peer().local(),
        loginRefused ? ConnectionState.HANDSHAKE : state.shown,
        relay == null ? Optional.empty() : Optional.of(relay.destination()),
        serverConnectionId < 0 ? Optional.empty() : Optional.of(serverConnectionId),
        relay == null ? 0 : relay.up().moved(),
        relay == null ? 0 : relay.down().moved(),
        Duration.ofNanos(nowNanos - client.acceptedNanos()));
  }
}

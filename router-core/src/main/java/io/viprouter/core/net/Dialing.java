package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Destination;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.mysql.ErrorPacket;
import io.viprouter.core.mysql.FailingLogin;
import io.viprouter.core.mysql.FirstPacket;
import io.viprouter.core.policy.Outcome;
import io.viprouter.core.proxy.Announcement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a session before a server has greeted: one dial after the other, each candidate
 * decided by the home loop. Confined to the event loop of its session.
 */
final class Dialing implements Dial.Owner {

  private static final Logger log = LoggerFactory.getLogger(Dialing.class);

  private final Session session;
  private final Lane lane;
  private final Client client;
  private final List<Destination> tried = new ArrayList<>();
  private @Nullable Dial dial;
  private @Nullable Destination candidate;
  private Outcome.@Nullable ServerRefused lastRefusal;
  private Optional<CloseReason> clientGone = Optional.empty();
  private boolean over;

  Dialing(Session session, Lane lane, Client client) {
    this.session = session;
    this.lane = lane;
    this.client = client;
  }

  /** Tries a candidate, whose slot is taken. */
  void dial(Destination next, long nowNanos) {
    if (over) {
      lane.released(next);
      return;
    }
    candidate = next;
    tried.add(next);
    Dial trying =
        new Dial(
            lane.loop(), next, client.timing().connectNanos(), client.timing().keepAlive(), this);
    dial = trying;
    trying.start(lane.home().resolver(), nowNanos);
  }

  /** Whether a server is being dialled; else home is asked, or the client is held. */
  boolean underWay() {
    return candidate != null;
  }

  /** Whether that server is being dialled for a client that is there. */
  boolean isAt(Destination other) {
    return clientGone.isEmpty() && other.equals(candidate);
  }

  /** All may be tried again. */
  void forgetTried() {
    tried.clear();
  }

  /** The client left. The dial goes on, so that the server is not hung up on. */
  void clientLeft(CloseReason why) {
    clientGone = Optional.of(clientGone.orElse(why));
  }

  /** Nothing is left to try. */
  void noDestination(boolean full, SocketEndpoint clientEnd, long nowNanos) {
    if (over) {
      return;
    }
    Outcome.ServerRefused last = lastRefusal;
    ErrorPacket error =
        last != null
            ? new ErrorPacket(last.code(), last.message())
            : Refusals.packet(full, clientEnd);
    session.refuse(
        full ? RefusalReason.TOO_MANY_CONNECTIONS : RefusalReason.NO_DESTINATION, error, nowNanos);
  }

  /** Ends it; a slot that is taken is given back. */
  void cancel() {
    over = true;
    if (dial != null) {
      dial.cancel();
    }
    if (candidate != null) {
      lane.released(candidate);
      candidate = null;
    }
  }

  @Override
  public void greeted(
      SocketEndpoint server, ByteBuffer hello, FirstPacket.Greeting greeting, long nowNanos) {
    Destination greeter = candidate;
    if (greeter == null) {
      throw new IllegalStateException("greeted by nobody");
    }
    over = true;
    candidate = null;
    dial = null;
    lane.counters(greeter).greeted().add(1);
    lane.home().greeted(greeter);
    if (clientGone.isPresent()) {
      lane.farewell(server, FailingLogin.afterGreeting(0), greeter, nowNanos);
      session.close(clientGone.get(), nowNanos);
    } else {
      session.greeted(greeter, server, greeting.connectionId(), hello, nowNanos);
    }
  }

  @Override
  public Optional<ByteBuffer> announcement() {
    return Announcement.of(
        lane.home().section().sendProxyProtocol(), client.address(), client.peer().local());
  }

  @Override
  public boolean leaveLingering(SocketEndpoint server) {
    Destination silent = candidate;
    return silent != null && lane.linger(server, silent);
  }

  @Override
  public void dialFailed(Outcome outcome, long nowNanos) {
    candidate = null;
    dial = null;
    log.debug("{} {}", lane.home().prefix(), outcome);
    if (outcome instanceof Outcome.ServerRefused refused) {
      lastRefusal = refused;
    }
    if (clientGone.isPresent()) {
      lane.report(outcome);
      session.close(clientGone.get(), nowNanos);
    } else if (outcome instanceof Outcome.RouterAtFault fault) {
      lane.report(outcome);
      session.refuse(
          RefusalReason.ROUTER_EXHAUSTED,
          new ErrorPacket(
              ErrorPacket.TOO_MANY_CONNECTIONS, "MySQL Router lacks resources: " + fault.cause()),
          nowNanos);
    } else {
      lane.redial(session, outcome, List.copyOf(tried));
    }
  }
}

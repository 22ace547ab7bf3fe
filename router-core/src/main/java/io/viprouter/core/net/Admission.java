package io.viprouter.core.net;

import com.google.common.collect.ImmutableMap;
import io.viprouter.core.Destination;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.mysql.ErrorPacket;
import io.viprouter.core.policy.ClientGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may come in: the guard and the limits of one route. Confined to its home loop; what is
 * volatile here is published for readers on other threads.
 */
final class Admission {

  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final RouteHome home;
  private final ClientGuard guard;
  private final List<Runnable> whenIdle = new ArrayList<>();
  private final Tally active = new Tally();
  private volatile ImmutableMap<String, Long> blocked = ImmutableMap.of();
  private boolean warnedFull;

  Admission(RouteHome home) {
    RoutingSection section = home.section();
    this.home = home;
    this.guard =
        new ClientGuard(section.maxConnectErrors(), section.connectErrorsExpire().toNanos());
  }

  /** Clients that are in; any thread. */
  int active() {
    return (int) active.get();
  }

  /** Blocked clients, and until when; any thread. */
  ImmutableMap<String, Long> blocked() {
    return blocked;
  }

  /** Puts other rules in force. */
  void rules(RoutingSection changed) {
    guard.rules(changed.maxConnectErrors(), changed.connectErrorsExpire().toNanos());
  }

  /** A client knocks: it is handed to a loop, or turned away with an error. */
  void admit(SocketChannel channel, Peer peer, long nowNanos) {
    SocketAddress address = peer.address();
    String key = Sockets.clientKey(address);
    if (!allowed(address)) {
      turnAway(channel, peer, RefusalReason.NOT_ALLOWED, Refusals.notAllowed(key));
    } else if (guard.blocked(key, nowNanos)) {
      turnAway(channel, peer, RefusalReason.CLIENT_BLOCKED, Refusals.blocked(key));
    } else if (!enter()) {
      turnAway(channel, peer, RefusalReason.TOO_MANY_CONNECTIONS, Refusals.tooMany());
    } else {
      Optional<Destination> first = home.pick(List.of());
      boolean full = first.isEmpty() && home.pool().full();
      if (first.isEmpty() && (full || home.section().hold().isZero())) {
        turnAway(
            channel,
            peer,
            full ? RefusalReason.TOO_MANY_CONNECTIONS : RefusalReason.NO_DESTINATION,
            Refusals.packet(full, new SocketEndpoint(channel, NOBODY)));
        leave();
        return;
      }
      Lane lane = home.lanes().get(home.placement().place(nowNanos));
      Client client =
          new Client(home.shared().ids().incrementAndGet(), channel, peer, nowNanos, home.timing());
      lane.loop().execute(() -> lane.begin(client, first));
    }
  }

  private boolean allowed(SocketAddress address) {
    return !(address instanceof InetSocketAddress inet) || home.section().admits(inet.getAddress());
  }

  /** Takes a place within the section's and the router's limit. */
  boolean enter() {
    if (active() >= home.section().maxConnections()) {
      warnFull("active", home.section().maxConnections());
      return false;
    }
    if (!home.shared().limit().take()) {
      warnFull("total", home.shared().limit().most());
      return false;
    }
    warnedFull = false;
    active.add(1);
    return true;
  }

  /** Once until somebody gets in again: a log must not slow down the turning away. */
  private void warnFull(String which, int most) {
    if (!warnedFull) {
      log.warn("{} reached max {} connections ({} max={})", home.prefix(), which, most, most);
      warnedFull = true;
    }
  }

  /** Gives a place back. */
  void leave() {
    active.add(-1);
    home.shared().limit().giveBack();
    if (active() == 0) {
      whenIdle.forEach(Runnable::run);
      whenIdle.clear();
    }
  }

  /** Calls back once no client is left; at once if there is none. */
  void whenIdle(Runnable told) {
    if (active() == 0) {
      told.run();
    } else {
      whenIdle.add(told);
    }
  }

  void charge(Client client) {
    String key = Sockets.clientKey(client.address());
    long limit = home.section().maxConnectErrors();
    boolean before = guard.blocked(key, home.loop().now());
    long errors = guard.error(key, home.loop().now());
    if (limit == 0) {
      return;
    }
    if (!before && guard.blocked(key, home.loop().now())) {
      journal(Journal.Kind.BLOCKED, home.prefix() + " blocking client host " + key);
      home.shared().events().tell(l -> l.clientBlocked(home.name(), key));
    } else {
      journal(
          Journal.Kind.CLIENT_ERRORS,
          home.prefix() + " " + errors + " connection errors for " + key + " (max " + limit + ")");
    }
    blocked = guard.blockedUntil(home.loop().now());
  }

  boolean unblock(String client) {
    boolean was = guard.clear(client, home.loop().now());
    blocked = guard.blockedUntil(home.loop().now());
    if (was) {
      log.info("{} unblocked client host {}", home.prefix(), client);
    }
    return was;
  }

  private void journal(Journal.Kind kind, String line) {
    home.shared().events().journal().write(kind, () -> line);
  }

  /** Tells a client why not, and closes it. */
  void turnAway(SocketChannel channel, Peer peer, RefusalReason reason, ErrorPacket error) {
    try {
      channel.configureBlocking(false);
    } catch (IOException e) {
      log.trace("client left at once", e);
    }
    SocketEndpoint client = new SocketEndpoint(channel, NOBODY);
    home.refused(peer.address(), reason);
    String section = home.name();
    home.shared()
        .events()
        .journal()
        .write(Journal.Kind.REFUSED, () -> AccessLine.refused(section, peer, reason));
    Refusals.send(client, error, 0);
    client.close();
  }

  private static final Handler NOBODY =
      new Handler() {
        @Override
        public void ready(int ops, long nowNanos) {}

        @Override
        public void failed(Exception cause, long nowNanos) {}
      };
}

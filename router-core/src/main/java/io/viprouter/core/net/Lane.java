package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Destination;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.mysql.FailingLogin;
import io.viprouter.core.policy.Outcome;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The part of a route that lives on one loop: its sessions there, and what still says goodbye to
 * servers. Confined to its event loop. Everything that the home loop must know goes through here.
 */
final class Lane {

  /**
   * Most connections left lingering at silent servers. More are closed, and counted against this
   * host when the server wakes up.
   */
  private static final int MAX_LINGERING = 256;

  /** With so many lingering there is no need to probe: the first that is greeted tells. */
  static final int ENOUGH_LINGERING = 16;

  /** Most farewells at a time; a flood of clients that leave gets none beyond. */
  private static final int MAX_FAREWELLS = 1000;

  /** How long home may sleep over the end of a session. */
  private static final long NUDGE_NANOS = 5_000_000;

  private final EventLoop loop;
  private final int number;
  private final RouteHome home;
  private final Set<Session> sessions = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Farewell> farewells = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deadline nudge = new Deadline(this::nudge);
  private int lingering;

  Lane(EventLoop loop, int number, RouteHome home) {
    this.loop = loop;
    this.number = number;
    this.home = home;
  }

  EventLoop loop() {
    return loop;
  }

  RouteHome home() {
    return home;
  }

  /** The tallies of a destination that this loop writes. */
  DestinationCounters.OfLoop counters(Destination destination) {
    return home.counters(destination).of(number);
  }

  /** A client arrives; without a destination it is for home to say whether it may wait. */
  void begin(Client client, Optional<Destination> first) {
    Session session = new Session(this, client);
    sessions.add(session);
    session.start(first, loop.now());
  }

  /** A client's session is over. */
  void ended(Session session) {
    sessions.remove(session);
    long livedNanos = loop.now() - session.acceptedNanos();
    leave(
        () -> {
          home.held().forget(session);
          home.placement().left(number, livedNanos, home.loop().now());
          home.admission().leave();
        });
  }

  /** A server's slot is free. */
  void released(Destination destination) {
    leave(() -> home.apply(new Outcome.Closed(destination)));
  }

  /** Home need not wake up for it now: it looks before it admits anybody. */
  private void leave(Runnable message) {
    if (home.loop().inside()) {
      message.run();
    } else if (home.loop().leave(message) && !nudge.set()) {
      loop.deadlines().set(nudge, loop.now() + NUDGE_NANOS);
    }
  }

  private void nudge(long nowNanos) {
    home.loop().nudge();
  }

  void report(Outcome outcome) {
    home.post(() -> home.apply(outcome));
  }

  /** A dial failed: home decides what is next and tells the session. */
  void redial(Session session, Outcome outcome, List<Destination> tried) {
    home.post(() -> home.redial(this, session, outcome, tried));
  }

  /** A session has nobody to dial. */
  void await(Session session) {
    home.post(() -> home.await(this, session));
  }

  /** A client broke its handshake. */
  void charge(Client client) {
    home.post(() -> home.admission().charge(client));
  }

  /** A client is turned away after it was admitted. */
  void refused(Client client, RefusalReason reason) {
    home.refused(client.address(), reason);
  }

  /** Carries an unfinished handshake to its end; then the server's slot is free. */
  void farewell(SocketEndpoint server, FailingLogin login, Destination left, long nowNanos) {
    begin(new Farewell(loop, server, login, new Leaving(() -> {}, () -> released(left))), nowNanos);
  }

  /** The same for a probe, which holds no slot. */
  void probeFarewell(SocketEndpoint server, FailingLogin login, long nowNanos) {
    begin(new Farewell(loop, server, login, new Leaving(() -> {}, () -> {})), nowNanos);
  }

  /** Leaves a silent server's connection open, to be ended in order when it wakes up. */
  boolean linger(SocketEndpoint server, Destination destination) {
    if (lingering >= MAX_LINGERING) {
      return false;
    }
    lingering++;
    Leaving leaving = new Leaving(() -> report(new Outcome.Heard(destination)), () -> lingering--);
    begin(new Farewell(loop, server, null, leaving), loop.now());
    return true;
  }

  private void begin(Farewell farewell, long nowNanos) {
    farewells.add(farewell);
    if (farewells.size() > MAX_FAREWELLS) {
      farewell.cancel();
    } else {
      farewell.start(nowNanos);
    }
  }

  /** Keeps the book of farewells. */
  private final class Leaving implements Farewell.Owner {
    private final Runnable onWake;
    private final Runnable onOver;

    Leaving(Runnable onWake, Runnable onOver) {
      this.onWake = onWake;
      this.onOver = onOver;
    }

    @Override
    public void wokeUp(long nowNanos) {
      onWake.run();
    }

    @Override
    public void over(Farewell farewell) {
      farewells.remove(farewell);
      onOver.run();
    }
  }

  /** Whether so many connections wait for a greeting that no probe is needed. */
  boolean lingersEnough() {
    return lingering >= ENOUGH_LINGERING;
  }

  /** Closes sessions; how many. */
  int close(Predicate<Session> which, CloseReason reason) {
    loop.writeBatch();
    List<Session> doomed = new ArrayList<>(sessions);
    doomed.removeIf(which.negate());
    doomed.forEach(session -> session.drop(reason, loop.now()));
    return doomed.size();
  }

  /** Closes the sessions of clients that came in at this host's address; how many. */
  int disconnect(InetAddress local) {
    loop.writeBatch();
    List<Session> doomed = new ArrayList<>(sessions);
    doomed.removeIf(session -> !session.cameInAt(local));
    doomed.forEach(session -> session.cutOff(CloseReason.ADDRESS_GONE, loop.now()));
    return doomed.size();
  }

  /** What is known of each session. */
  List<Glance> glances() {
    List<Glance> glances = new ArrayList<>(sessions.size());
    sessions.forEach(session -> glances.add(session.glance(loop.now())));
    return glances;
  }

  /** Ends everything. */
  void closeAll() {
    List.copyOf(sessions).forEach(session -> session.close(CloseReason.ROUTER_CLOSED, loop.now()));
    List.copyOf(farewells).forEach(Farewell::cancel);
  }
}

package io.viprouter.launcher.admin;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.RouterListener;
import io.viprouter.launcher.admin.Snapshot.Event;
import io.viprouter.vrrp.VrrpListener;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The last {@value #CAPACITY} things that an operator may want to know. Listens to the router and
 * to its virtual routers. Thread-safe; noting takes a lock that is held for a few instructions, so
 * it may be called on event loops. Single connections are not events: there would be nothing else.
 */
public final class EventLog implements RouterListener, VrrpListener {

  /** Events kept; the oldest go first. */
  public static final int CAPACITY = 200;

  private final InstantSource clock;
  private final EventCounts counts = new EventCounts();
  private final Deque<Event> events = new ArrayDeque<>(CAPACITY);

  /**
   * Makes an empty one.
   *
   * @param clock wall time
   */
  public EventLog(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Notes an event.
   *
   * @param kind one word, or several with hyphens
   * @param subject section or virtual router; empty: the whole router
   * @param text one sentence
   */
  public void note(String kind, String subject, String text) {
    Event event = new Event(clock.instant(), kind, subject, text);
    synchronized (events) {
      if (events.size() == CAPACITY) {
        events.removeLast();
      }
      events.addFirst(event);
    }
  }

  /**
   * What was noted.
   *
   * @return the latest first
   */
  public List<Event> latest() {
    synchronized (events) {
      return new ArrayList<>(events);
    }
  }

  /** What was counted. */
  List<EventCounts.Count> counts() {
    return counts.counts();
  }

  @Override
  public void sectionStarted(String section, List<SocketAddress> addresses) {
    String where = addresses.stream().map(Texts::address).collect(Collectors.joining(", "));
    note("section-started", section, "listening on " + where);
  }

  @Override
  public void sectionStopped(String section) {
    note("section-stopped", section, "no longer listening");
  }

  @Override
  public void destinationStateChanged(
      String section,
      Destination destination,
      DestinationState from,
      DestinationState to,
      String cause) {
    counts.destinationStateChanged(section, destination, from, to, cause);
    note(
        "destination-" + to.key(),
        section,
        destination + " was " + from.key() + ", is " + to.key() + ": " + cause);
  }

  @Override
  public void currentDestinationChanged(String section, Destination from, Destination to) {
    note("current-changed", section, "new connections go to " + to + ", no longer to " + from);
  }

  @Override
  public void sectionUsable(String section, boolean usable, String cause) {
    note(
        usable ? "section-usable" : "section-unusable",
        section,
        (usable ? "can serve again: " : "can serve nobody: ") + cause);
  }

  @Override
  public void clientBlocked(String section, String client) {
    note("client-blocked", section, client + " is blocked for broken handshakes");
  }

  @Override
  public void routerFailed(Throwable cause) {
    note("router-failed", "", "the router closed after an error of its own: " + cause);
  }

  @Override
  public void changed(Transition transition) {
    counts.changed(transition);
    note(
        "virtual-router",
        transition.router(),
        transition.from().word() + " to " + transition.to().word() + ": " + transition.reason());
  }
}

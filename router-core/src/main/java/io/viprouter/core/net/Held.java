package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.RoutingSection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of a route that wait for a usable destination, instead of getting an error. Confined
 * to its home loop, but for {@link #size}. They are served in the order in which they came; one
 * that leaves is forgotten; one that has waited for the section's {@code hold}, counted from its
 * accept, gets the error after all.
 */
final class Held {

  private static final Logger log = LoggerFactory.getLogger(Held.class);

  private record Waiting(Lane lane, long untilNanos, boolean hadOne) {}

  private final RouteHome home;
  private final Map<Session, Waiting> waiting = new LinkedHashMap<>();
  private final Deadline deadline = new Deadline(this::late);
  private volatile int size;

  Held(RouteHome home) {
    this.home = home;
  }

  /** How many wait; any thread. */
  int size() {
    return size;
  }

  /**
   * Lets a client wait; false if it may not, or not any longer.
   *
   * @param hadOne whether a destination was dialled for it, and it was counted
   */
  boolean take(Lane lane, Session session, boolean hadOne) {
    RoutingSection section = home.section();
    long untilNanos = session.acceptedNanos() + section.hold().toNanos();
    if (section.hold().isZero()
        || waiting.size() >= section.holdMax()
        || untilNanos - home.loop().now() <= 0) {
      return false;
    }
    if (waiting.isEmpty()) {
      log.info("{} holds new clients until a destination is usable", home.prefix());
    }
    waiting.put(session, new Waiting(lane, untilNanos, hadOne));
    changed();
    return true;
  }

  /** The session is over. */
  void forget(Session session) {
    if (waiting.remove(session) != null) {
      changed();
    }
  }

  /** Sends on whoever can be sent on now. */
  void serve() {
    while (!waiting.isEmpty()) {
      Map.Entry<Session, Waiting> first = waiting.entrySet().iterator().next();
      Optional<Destination> next = home.pickForHeld(first.getValue().hadOne());
      if (next.isEmpty()) {
        return;
      }
      Session session = first.getKey();
      Lane lane = first.getValue().lane();
      waiting.remove(session);
      changed();
      lane.loop().execute(() -> session.dialAnew(next.get(), lane.loop().now()));
    }
  }

  private void late(long nowNanos) {
    while (!waiting.isEmpty()) {
      Map.Entry<Session, Waiting> first = waiting.entrySet().iterator().next();
      Lane lane = first.getValue().lane();
      if (first.getValue().untilNanos() - nowNanos > 0) {
        break;
      }
      waiting.remove(first.getKey());
      Session session = first.getKey();
      boolean full = home.pool().full();
      lane.loop().execute(() -> session.noDestination(full, lane.loop().now()));
    }
    changed();
  }

  private void changed() {
    size = waiting.size();
    if (waiting.isEmpty()) {
      home.loop().deadlines().cancel(deadline);
    } else {
      long next = waiting.values().iterator().next().untilNanos();
      home.loop().deadlines().set(deadline, next);
    }
  }
}

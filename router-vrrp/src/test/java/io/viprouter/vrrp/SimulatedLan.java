package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Event.AdvertHeard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A network in virtual time, with loss, delay, partitions and one-way cuts. Confined to one test;
 * everything random comes from the one {@link Random} it is given.
 */
final class SimulatedLan {

  private record Delivery(
      long at, long order, SimulatedRouter from, SimulatedRouter to, AdvertHeard heard) {}

  private final Random random;
  private final List<SimulatedRouter> routers = new ArrayList<>();
  private final PriorityQueue<Delivery> wire =
      new PriorityQueue<>(
          Comparator.comparingLong(Delivery::at).thenComparingLong(Delivery::order));
  private int[] part = new int[0];
  private boolean[][] deaf = new boolean[0][0];
  private double loss;
  private long maxDelayNanos;
  private long now;
  private long order;
  private long events;
  private long transitions;
  private int clientSees = -1;
  private long clientSince;

  SimulatedLan(Random random) {
    this.random = random;
  }

  void add(SimulatedRouter router) {
    routers.add(router);
    part = new int[routers.size()];
    deaf = new boolean[routers.size()][routers.size()];
  }

  List<SimulatedRouter> routers() {
    return routers;
  }

  long now() {
    return now;
  }

  long events() {
    return events;
  }

  long transitions() {
    return transitions;
  }

  void countTransition() {
    transitions++;
  }

  void quality(double lossOfAll, long delayNanos) {
    loss = lossOfAll;
    maxDelayNanos = delayNanos;
  }

  /** Which part of a divided network a router is in; the client is in part 0. */
  int partOf(SimulatedRouter router) {
    return part[router.index];
  }

  void divide(SimulatedRouter router, int into) {
    part[router.index] = into;
  }

  void oneWay(int from, int to, boolean cut) {
    deaf[from][to] = cut;
  }

  void heal() {
    part = new int[routers.size()];
    restoreWires();
  }

  void restoreWires() {
    deaf = new boolean[routers.size()][routers.size()];
  }

  /** Which router the client's neighbour table points to; -1 for none yet. */
  int clientSees() {
    return clientSees;
  }

  long clientSince() {
    return clientSince;
  }

  void announced(SimulatedRouter router) {
    if (part[router.index] == 0 && random.nextDouble() >= loss && clientSees != router.index) {
      clientSees = router.index;
      clientSince = now;
    }
  }

  void broadcast(SimulatedRouter from, AdvertHeard heard) {
    for (SimulatedRouter to : routers) {
      if (to.virtualRouterId() == from.virtualRouterId()
          && to != from
          && reaches(from.index, to.index)
          && random.nextDouble() >= loss) {
        long delay = maxDelayNanos == 0 ? 1 : 1 + (long) (random.nextDouble() * maxDelayNanos);
        wire.add(new Delivery(now + delay, order++, from, to, heard));
      }
    }
  }

  private boolean reaches(int from, int to) {
    return part[from] == part[to] && !deaf[from][to];
  }

  /** Lets virtual time pass; whatever is due happens in order. */
  void runUntil(long until) {
    while (true) {
      SimulatedRouter next = routers.get(0);
      for (SimulatedRouter router : routers) {
        next = router.wakeAt() < next.wakeAt() ? router : next;
      }
      Delivery first = wire.peek();
      long at = Math.min(next.wakeAt(), first == null ? Long.MAX_VALUE : first.at());
      if (at > until) {
        now = until;
        return;
      }
      now = Math.max(now, at);
      events++;
      if (first != null && first.at() <= next.wakeAt()) {
        wire.remove();
        if (reaches(first.from().index, first.to().index)) {
          first.to().deliver(first.heard());
        }
      } else {
        next.turn();
      }
    }
  }
}

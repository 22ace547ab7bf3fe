package io.viprouter.vrrp;

import io.viprouter.vrrp.os.Edge;

/** Counts what goes out. Confined to its driver thread. */
record CountedEdge(Edge edge, Counters counters) implements Edge {

  @Override
  public void send(int priority) {
    edge.send(priority);
    counters.sent.increment();
    if (priority == 0) {
      counters.goodbyesSent.increment();
    }
  }

  @Override
  public boolean addAddresses() {
    return edge.addAddresses();
  }

  @Override
  public void removeAddresses() {
    edge.removeAddresses();
  }

  @Override
  public void announce() {
    edge.announce();
    counters.announcements.increment();
  }
}

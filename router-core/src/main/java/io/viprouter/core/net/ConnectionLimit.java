package io.viprouter.core.net;

import java.util.concurrent.atomic.AtomicInteger;

/** The limit of clients over all sections of a router. Thread-safe. */
public final class ConnectionLimit {

  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Makes one.
   *
   * @param most how many; 0: no limit
   */
  public ConnectionLimit(int most) {
    this.most = most;
  }

  /** Takes a place if there is one. */
  boolean take() {
    if (most == 0) {
      taken.incrementAndGet();
      return true;
    }
    return taken.getAndUpdate(now -> now < most ? now + 1 : now) < most;
  }

  /** Gives a place back. */
  void giveBack() {
    taken.decrementAndGet();
  }

  int most() {
    return most;
  }

  /**
   * Clients now.
   *
   * @return a count
   */
  public int taken() {
    return taken.get();
  }
}

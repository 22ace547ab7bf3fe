package io.viprouter.vrrp.election;

/**
 * Why a backup waits although it need not. Immutable.
 *
 * @param yielding mastership was released: it is not taken back from a living router
 * @param graced a late wake-up has been forgiven, and no advertisement came since
 * @param watching a lower priority is being watched until {@code preemptAtNanos}
 * @param preemptAtNanos when the preempt delay ends
 */
record Patience(boolean yielding, boolean graced, boolean watching, long preemptAtNanos) {

  static final Patience NONE = new Patience(false, false, false, 0);
  static final Patience YIELDING = new Patience(true, false, false, 0);

  Patience graced(boolean value) {
    return new Patience(yielding, value, watching, preemptAtNanos);
  }

  Patience watchUntil(long nanos) {
    return new Patience(yielding, false, true, nanos);
  }

  Patience unwatched() {
    return new Patience(yielding, false, false, 0);
  }
}

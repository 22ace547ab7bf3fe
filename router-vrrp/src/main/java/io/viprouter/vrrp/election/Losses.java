package io.viprouter.vrrp.election;

/**
 * How often somebody removed a virtual address lately. Immutable.
 *
 * @param count in the window
 * @param sinceNanos when the window began
 */
record Losses(int count, long sinceNanos) {

  /** How often an address is put back within {@link #WINDOW_NANOS} before we give up. */
  static final int MAX = 5;

  static final long WINDOW_NANOS = 10_000_000_000L;

  static final Losses NONE = new Losses(0, 0);

  /** One more; a new window if the last one is over. */
  Losses another(long nowNanos) {
    boolean within = count > 0 && nowNanos - sinceNanos < WINDOW_NANOS;
    return within ? new Losses(count + 1, sinceNanos) : new Losses(1, nowNanos);
  }

  boolean tooMany() {
    return count > MAX;
  }
}

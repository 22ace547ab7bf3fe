package io.viprouter.core.net;

/**
 * The longest turn of an event loop of late: while it lasted, everything else on that loop waited.
 * Written by its loop only; read by any thread.
 *
 * <p>Kept for two windows of time in turn, so that a single hiccup is seen for a while and then
 * forgotten.
 */
final class LongestTurn {

  /** A turn is remembered for one of these at least, and for two at most. */
  static final long WINDOW_NANOS = 30_000_000_000L;

  private boolean begun;
  private long windowBeganNanos;
  private long inWindow;
  private long beforeWindow;
  private volatile long published;
  private volatile long publishedAtNanos;

  /** A turn is over. */
  void took(long beganNanos, long endedNanos) {
    if (!begun || endedNanos - windowBeganNanos >= WINDOW_NANOS) {
      boolean gap = !begun || endedNanos - windowBeganNanos >= 2 * WINDOW_NANOS;
      beforeWindow = gap ? 0 : inWindow;
      inWindow = 0;
      windowBeganNanos = endedNanos;
      begun = true;
    }
    inWindow = Math.max(inWindow, endedNanos - beganNanos);
    long longest = Math.max(inWindow, beforeWindow);
    if (longest != published) {
      published = longest;
    }
    publishedAtNanos = endedNanos;
  }

  /** Its length in nanoseconds; 0 if the loop has not turned for long. */
  long nanos(long nowNanos) {
    return nowNanos - publishedAtNanos >= 2 * WINDOW_NANOS ? 0 : published;
  }
}

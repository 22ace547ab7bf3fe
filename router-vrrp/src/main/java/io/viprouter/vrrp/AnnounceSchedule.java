package io.viprouter.vrrp;

import java.time.Duration;

/**
 * When to send gratuitous ARP: a burst at once, a second burst after a delay, then single ones
 * along with advertisements. Confined to its driver thread.
 *
 * <p>Invariant: bursts are at least {@link #MIN_GAP_NANOS} apart, however many inferior
 * advertisements arrive; one that came too early is sent when the gap is over, not forgotten.
 *
 * <p>Single ones go along with advertisements because of routers that step down without a word: it
 * is our advertisement that makes them, and at that moment the client must learn where we are.
 */
final class AnnounceSchedule {

  static final long MIN_GAP_NANOS = Duration.ofMillis(20).toNanos();

  private static final long NEVER = Long.MAX_VALUE;

  private GratuitousArp settings;
  private boolean on;
  private boolean ever;
  private boolean refreshDue;
  private long lastNanos;
  private long burstInNanos = NEVER;
  private long delayedInNanos = NEVER;
  private long baseNanos;

  AnnounceSchedule(GratuitousArp settings) {
    this.settings = settings;
  }

  /** Other counts and times, from the next burst on. */
  void settings(GratuitousArp changed) {
    settings = changed;
  }

  /** Asks for a burst, as soon as allowed. */
  void request(long now) {
    rebase(now);
    on = true;
    long allowed = ever ? Math.max(0, lastNanos + MIN_GAP_NANOS - now) : 0;
    burstInNanos = Math.min(burstInNanos, allowed);
  }

  /** An advertisement was sent; one announcement goes along if the last one is old enough. */
  void advertised(long now) {
    long refresh = settings.refresh().toNanos();
    refreshDue |= on && refresh > 0 && now - lastNanos >= refresh;
  }

  /** Nothing more is announced until the next request. */
  void stop() {
    on = false;
    refreshDue = false;
    burstInNanos = NEVER;
    delayedInNanos = NEVER;
  }

  /** How many announcements are due now; what follows is scheduled. */
  int due(long now) {
    if (!on) {
      return 0;
    }
    rebase(now);
    boolean first = burstInNanos <= 0;
    boolean burst = first || delayedInNanos <= 0;
    if (burst) {
      burstInNanos = NEVER;
      delayedInNanos = first && !settings.delay().isZero() ? settings.delay().toNanos() : NEVER;
    }
    int count = burst ? settings.repeat() : refreshDue ? 1 : 0;
    refreshDue = false;
    if (count > 0) {
      lastNanos = now;
      ever = true;
    }
    return count;
  }

  /** Nanoseconds until something is due. */
  long waitNanos(long now) {
    if (!on) {
      return NEVER;
    }
    rebase(now);
    return Math.max(0, Math.min(burstInNanos, delayedInNanos));
  }

  /** Moves the waits on to now. */
  private void rebase(long now) {
    long passed = now - baseNanos;
    baseNanos = now;
    burstInNanos = minus(burstInNanos, passed);
    delayedInNanos = minus(delayedInNanos, passed);
  }

  private static long minus(long wait, long passed) {
    return wait == NEVER ? NEVER : wait - passed;
  }
}

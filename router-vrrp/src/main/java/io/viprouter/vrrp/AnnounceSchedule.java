package io.viprouter.vrrp;

import java.time.Duration;

/**
 * When to send gratuitous ARP: a burst at once, a second burst after a delay, then one by one on
 * the refresh timer. Confined to its driver thread.
 *
 * <p>Invariant: bursts are at least {@link #MIN_GAP_NANOS} apart, however many inferior
 * advertisements arrive; one that came too early is sent when the gap is over, not forgotten.
 */
final class AnnounceSchedule {

  static final long MIN_GAP_NANOS = Duration.ofMillis(20).toNanos();

  private static final long NEVER = Long.MAX_VALUE;

  private GratuitousArp settings;
  private boolean on;
  private long lastBurstNanos;
  private boolean burstEver;
  private long burstInNanos = NEVER;
  private long delayedInNanos = NEVER;
  private long refreshInNanos = NEVER;
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
    long allowed = burstEver ? Math.max(0, lastBurstNanos + MIN_GAP_NANOS - now) : 0;
    burstInNanos = Math.min(burstInNanos, allowed);
  }

  /** Nothing more is announced until the next request. */
  void stop() {
    on = false;
    burstInNanos = NEVER;
    delayedInNanos = NEVER;
    refreshInNanos = NEVER;
  }

  /** How many announcements are due now; what follows is scheduled. */
  int due(long now) {
    if (!on) {
      return 0;
    }
    rebase(now);
    boolean first = burstInNanos <= 0;
    if (first || delayedInNanos <= 0) {
      burstInNanos = NEVER;
      delayedInNanos = first && !settings.delay().isZero() ? settings.delay().toNanos() : NEVER;
      refreshInNanos = refresh();
      lastBurstNanos = now;
      burstEver = true;
      return settings.repeat();
    }
    if (refreshInNanos <= 0) {
      refreshInNanos = refresh();
      return 1;
    }
    return 0;
  }

  /** Nanoseconds until something is due. */
  long waitNanos(long now) {
    if (!on) {
      return NEVER;
    }
    rebase(now);
    return Math.max(0, Math.min(burstInNanos, Math.min(delayedInNanos, refreshInNanos)));
  }

  private long refresh() {
    return settings.refresh().isZero() ? NEVER : settings.refresh().toNanos();
  }

  /** Moves the waits on to now. */
  private void rebase(long now) {
    long passed = now - baseNanos;
    baseNanos = now;
    burstInNanos = minus(burstInNanos, passed);
    delayedInNanos = minus(delayedInNanos, passed);
    refreshInNanos = minus(refreshInNanos, passed);
  }

  private static long minus(long wait, long passed) {
    return wait == NEVER ? NEVER : wait - passed;
  }
}

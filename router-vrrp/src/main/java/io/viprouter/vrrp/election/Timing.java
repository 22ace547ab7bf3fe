package io.viprouter.vrrp.election;

/** The arithmetic of the two timers. Immutable: functions only; it multiplies before it divides. */
final class Timing {

  /** Advertisements that may be missed before the active router counts as gone. */
  static final int MISSED_ADVERTS = 3;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int PRIORITIES = 256;

  private Timing() {}

  /**
   * Skew time: the better the router, the sooner it acts. Version 2 does not scale it with the
   * interval (RFC 3768, section 6.1); version 3 does (RFC 9568, section 6.1).
   */
  static long skewNanos(int version, int priority, long intervalNanos) {
    long scale = version == 2 ? SECOND_NANOS : intervalNanos;
    return (PRIORITIES - priority) * scale / PRIORITIES;
  }

  /** How long a backup waits for an advertisement. */
  static long downNanos(int version, int priority, long intervalNanos) {
    return MISSED_ADVERTS * intervalNanos + skewNanos(version, priority, intervalNanos);
  }
}

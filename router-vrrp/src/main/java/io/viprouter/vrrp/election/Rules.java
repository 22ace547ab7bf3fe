package io.viprouter.vrrp.election;

/**
 * What the configuration says about the election. Immutable.
 *
 * @param version 2 or 3
 * @param priority 1 to 254, or {@link #OWNER}
 * @param intervalNanos between our own advertisements
 * @param preempt whether to take over from a lower priority
 * @param preemptDelayNanos how long to watch a lower priority first
 */
public record Rules(
    int version, int priority, long intervalNanos, boolean preempt, long preemptDelayNanos) {

  /** Priority of the router that owns the addresses outright. */
  public static final int OWNER = 255;

  /** Priority that says goodbye. */
  public static final int GOODBYE = 0;

  /** Standing of a last resort: everybody takes over from it, preempt or not. */
  public static final int LAST_RESORT = 1;

  /** How long we stay away after an address could not be kept. */
  static final long RETRY_NANOS = 10_000_000_000L;
}

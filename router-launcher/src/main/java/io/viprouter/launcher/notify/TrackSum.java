package io.viprouter.launcher.notify;

/**
 * What all track commands of a virtual router mean for it. Immutable.
 *
 * @param fit false while one of weight 0 fails or has not answered yet
 * @param delta to be added to the priority: -100000 to 100000, before {@link #priority} clamps it
 */
public record TrackSum(boolean fit, int delta) {

  /** The priority of an address owner, which nothing changes (RFC 9568, section 5.2.4). */
  private static final int OWNER = 255;

  private static final int MOST = 100_000;

  /** Of no command at all. */
  public static final TrackSum NOTHING = new TrackSum(true, 0);

  /** With one more command. */
  TrackSum and(TrackCommand.Rule rule, TrackVerdict.State state) {
    int weight = rule.weight();
    if (weight == 0) {
      return new TrackSum(fit && state == TrackVerdict.State.PASSED, delta);
    }
    boolean counts =
        weight > 0 ? state == TrackVerdict.State.PASSED : state == TrackVerdict.State.FAILED;
    int sum = counts ? delta + weight : delta;
    return new TrackSum(fit, Math.max(-MOST, Math.min(MOST, sum)));
  }

  /**
   * The priority in force, as keepalived computes it.
   *
   * @param base the configured one, 1 to 255
   * @return 255 for an owner, else the sum clamped to 1..254
   */
  public int priority(int base) {
    return base == OWNER ? OWNER : Math.max(1, Math.min(OWNER - 1, base + delta));
  }
}

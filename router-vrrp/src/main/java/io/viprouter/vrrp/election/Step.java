package io.viprouter.vrrp.election;

import java.util.List;

/**
 * What one event led to. Immutable. In steady state it is the same object every time, so that an
 * election allocates nothing; that is why the timer is a wait and not a point in time.
 *
 * @param memory from now on
 * @param actions in the order to perform them
 * @param waitNanos the timer from now on, or {@link #KEEP} or {@link #OFF}
 */
public record Step(Memory memory, List<Action> actions, long waitNanos) {

  /** The timer goes on as it was. */
  public static final long KEEP = -1;

  /** There is nothing to wait for. */
  public static final long OFF = Long.MAX_VALUE;
}

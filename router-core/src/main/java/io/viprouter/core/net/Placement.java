package io.viprouter.core.net;

import java.util.List;

/**
 * On which loop a client's session is to live. Confined to the home loop of its route.
 *
 * <p>The loop that accepted it keeps it while it has at most {@link #CLOSER} sessions more than the
 * loop with the fewest: nobody has to be woken up for clients that come, ask and go. Beyond that
 * the loop with the fewest gets it, so that many are spread evenly.
 */
final class Placement {

  /** By how many sessions the accepting loop may be ahead. */
  static final int CLOSER = Integer.getInteger("closer", 16);

  private final List<Lane> lanes;
  private final int home;
  private final int[] sessions;

  Placement(List<Lane> lanes, EventLoop home) {
    this.lanes = lanes;
    this.sessions = new int[lanes.size()];
    int here = 0;
    while (lanes.get(here).loop() != home) {
      here++;
    }
    this.home = here;
  }

  /** Takes a place for a session. */
  Lane place() {
    int least = home;
    for (int i = 0; i < sessions.length; i++) {
      if (sessions[i] < sessions[least]) {
        least = i;
      }
    }
    int chosen = sessions[home] - sessions[least] < CLOSER ? home : least;
    sessions[chosen]++;
    return lanes.get(chosen);
  }

  /** A session is over. */
  void left(Lane lane) {
    sessions[lane.number()]--;
  }
}

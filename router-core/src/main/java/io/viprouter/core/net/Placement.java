package io.viprouter.core.net;

/**
 * On which loop a client's session is to live. Confined to the home loop of its route.
 *
 * <p>The loop that accepted it keeps it while it has few: then nobody has to be woken up for it,
 * and one wait is shared by all of them. Beyond {@link #FEW} the loop with the fewest gets it, so
 * that many are spread evenly, also after some have ended.
 */
final class Placement {

  /** As many sessions of a route the accepting loop keeps whatever the others have. */
  static final int FEW = 16;

  private final int home;
  private final int[] sessions;

  /**
   * Makes one.
   *
   * @param loops how many there are
   * @param home the number of the accepting one, from 0
   */
  Placement(int loops, int home) {
    this.sessions = new int[loops];
    this.home = home;
  }

  /** Takes a place for a session; the number of its loop. */
  int place() {
    int chosen = home;
    for (int i = 0; sessions[home] >= FEW && i < sessions.length; i++) {
      if (sessions[i] < sessions[chosen]) {
        chosen = i;
      }
    }
    sessions[chosen]++;
    return chosen;
  }

  /** A session of that loop is over. */
  void left(int loop) {
    sessions[loop]--;
  }
}

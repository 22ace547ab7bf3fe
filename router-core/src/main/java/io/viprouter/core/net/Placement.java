package io.viprouter.core.net;

import java.time.Duration;

/**
 * On which loop a client's session is to live. Confined to the home loop of its route; time comes
 * in as nanoseconds of its clock.
 *
 * <p>The loop with the fewest gets it, the accepting one if it has no more than another: so they
 * are spread evenly, also after some have ended. Where clients come for a moment and leave, the
 * accepting loop keeps them up to a number: what such a session costs is spent when it begins and
 * ends, and then a wait shared by all and nobody to be woken up gain more than a second processor.
 */
final class Placement {

  /** As many sessions of a route the accepting loop keeps in a stream of brief ones. */
  static final int FEW_BRIEF = 32;

  /** A session that is over within this time is brief. */
  static final long BRIEF_NANOS = Duration.ofSeconds(1).toNanos();

  /** For so long the brief ones are counted. */
  static final long WINDOW_NANOS = Duration.ofMillis(100).toNanos();

  /** So many of them that ended in a window, or in the one before, are a stream of them. */
  static final int STREAM = 20;

  private final int home;
  private final int[] sessions;
  private long windowNanos;
  private int endedBrief;
  private int endedBriefBefore;

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
  int place(long nowNanos) {
    int chosen = home;
    if (sessions[home] >= FEW_BRIEF || !brief(nowNanos)) {
      for (int i = 0; i < sessions.length; i++) {
        if (sessions[i] < sessions[chosen]) {
          chosen = i;
        }
      }
    }
    sessions[chosen]++;
    return chosen;
  }

  /**
   * A session is over.
   *
   * @param loop where it lived
   * @param livedNanos how long
   */
  void left(int loop, long livedNanos, long nowNanos) {
    sessions[loop]--;
    if (livedNanos < BRIEF_NANOS) {
      turn(nowNanos);
      endedBrief++;
    }
  }

  private boolean brief(long nowNanos) {
    turn(nowNanos);
    return Math.max(endedBrief, endedBriefBefore) >= STREAM;
  }

  /** Begins another window when this one is over. */
  private void turn(long nowNanos) {
    long since = nowNanos - windowNanos;
    if (since >= WINDOW_NANOS) {
      endedBriefBefore = since < 2 * WINDOW_NANOS ? endedBrief : 0;
      endedBrief = 0;
      windowNanos = nowNanos;
    }
  }
}

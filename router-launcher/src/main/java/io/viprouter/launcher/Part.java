package io.viprouter.launcher;

import java.time.Duration;

/** Something that the supervisor starts and stops. Called by one thread, but for {@link #close}. */
interface Part {

  /**
   * Starts it, wholly or not at all.
   *
   * @throws RuntimeException if it cannot start
   */
  void start();

  /**
   * Takes no new work and waits for the work at hand.
   *
   * @return whether all of it ended in time
   */
  boolean drain(Duration grace);

  /** Ends it at once. May be called while another thread drains it, and if it never started. */
  void close();
}

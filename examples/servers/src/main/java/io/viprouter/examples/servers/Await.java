package io.viprouter.examples.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for something another process does. Thread-safe. The one place that polls: a foreign
 * process sends no event when it begins to answer.
 */
public final class Await {

  private static final long PAUSE_MILLIS = 20;

  private Await() {}

  /**
   * Asks again and again.
   *
   * @param limit how long at most; asked once more at the end
   * @param condition what to wait for
   * @return whether it came true
   */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return condition.getAsBoolean();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
    return true;
  }
}

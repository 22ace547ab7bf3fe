package io.viprouter.examples.lab;

import io.viprouter.examples.servers.Await;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, or fails. Stateless. */
final class Wait {

  /** The bound of every wait; nothing takes that long unless it hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Wait() {}

  /**
   * Waits.
   *
   * @throws NotTrueException if it does not come true
   */
  static void until(String what, BooleanSupplier condition) {
    if (!Await.until(PATIENCE, condition)) {
      throw new NotTrueException("not after " + PATIENCE.toSeconds() + " s: " + what);
    }
  }
}

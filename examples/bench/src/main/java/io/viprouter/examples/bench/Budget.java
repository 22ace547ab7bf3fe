package io.viprouter.examples.bench;

import java.time.Duration;

/** How much time is left. Immutable; time comes in as {@link System#nanoTime}. */
record Budget(long startNanos, Duration limit) {

  boolean spent(long nowNanos) {
    return nowNanos - startNanos >= limit.toNanos();
  }

  /** Whether something as long as that would still fit. */
  boolean fits(long nowNanos, long nanos) {
    return nowNanos - startNanos + nanos < limit.toNanos();
  }
}

package io.viprouter.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Monotonic nanoseconds that move only when told to. Thread-safe. */
public final class ManualClock implements LongSupplier {

  /** Not far from the overflow, so that code that compares instead of subtracting is caught. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(2).toNanos());

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  /** Moves on. */
  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}

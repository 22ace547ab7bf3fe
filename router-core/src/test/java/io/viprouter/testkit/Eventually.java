package io.viprouter.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that nobody announces. Gives up after half a minute. */
public final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long STEP_NANOS = 500_000;

  private Eventually() {}

  /** Waits until it holds. */
  public static void holds(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  /** Waits until a value is this one. */
  public static <T> void is(T expected, Supplier<T> actual) {
    long end = System.nanoTime() + LIMIT.toNanos();
    T last = actual.get();
    while (!expected.equals(last)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("expected " + expected + " but is still " + last);
      }
      LockSupport.parkNanos(STEP_NANOS);
      last = actual.get();
    }
  }
}

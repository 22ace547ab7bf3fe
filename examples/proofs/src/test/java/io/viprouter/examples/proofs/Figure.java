package io.viprouter.examples.proofs;

import java.time.Duration;

/** Prints measurements, one line each. Thread-safe. */
final class Figure {

  private Figure() {}

  /** A line that begins with {@code figure:}. */
  static void print(String measured) {
    System.out.println("figure: " + measured);
  }

  /** Milliseconds since a reading of the monotonic clock. */
  static long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
  }
}

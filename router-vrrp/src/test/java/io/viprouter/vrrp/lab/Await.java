package io.viprouter.vrrp.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls something outside this process, which cannot tell us when it is done. */
public final class Await {

  /**
   * Limits are meant for a machine of one's own; a shared one may take this much longer. What has
   * to be quick is measured by the client, from question to question.
   */
  private static final int PATIENCE = 4;

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private Await() {}

  /** Milliseconds until it holds; fails after the given time. */
  public static long until(String what, Duration within, BooleanSupplier holds) {
    long began = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - began > PATIENCE * within.toNanos()) {
        throw new AssertionError("not within " + within.multipliedBy(PATIENCE) + ": " + what);
      }
      pause(LOOK_EVERY);
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  /**
   * Until it has held for a while without a break: two routers that start at the same time may both
   * be master for a moment, the longer the busier the machine is.
   */
  public static void settled(String what, Duration during, BooleanSupplier holds) {
    long began = System.nanoTime();
    long since = began;
    while (System.nanoTime() - since < during.toNanos()) {
      if (!holds.getAsBoolean()) {
        since = System.nanoTime();
        if (since - began > PATIENCE * during.toNanos()) {
          throw new AssertionError("does not settle: " + what);
        }
      }
      pause(LOOK_EVERY);
    }
  }

  /** Watches for a while; fails as soon as it no longer holds. */
  public static void always(String what, Duration during, BooleanSupplier holds) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < during.toNanos()) {
      if (!holds.getAsBoolean()) {
        throw new AssertionError("no longer: " + what);
      }
      pause(Duration.ofMillis(20));
    }
  }

  /** Lets the world outside go on. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

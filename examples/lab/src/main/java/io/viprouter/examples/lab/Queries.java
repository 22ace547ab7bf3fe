package io.viprouter.examples.lab;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client that keeps one connection and asks on it all the time. Thread-safe. */
final class Queries implements AutoCloseable {

  private static final long PAUSE_NANOS = 5_000_000;
  private static final int TIMEOUT_MILLIS = 20_000;

  private final ExecutorService thread;
  private volatile boolean ending;
  private volatile long answered;
  private volatile String failure = "";

  private Queries(Host from) {
    thread = Executors.newSingleThreadExecutor(from.threads());
  }

  /** Connects and begins. */
  static Queries start(Host from, String address, int port) {
    Queries made = new Queries(from);
    made.thread.execute(() -> made.run(address, port));
    return made;
  }

  private void run(String address, int port) {
    try (Wire wire = new Wire(address, port, TIMEOUT_MILLIS)) {
      long count = 0;
      while (!ending) {
        wire.query("SELECT 1");
        answered = ++count;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException | RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  /** How many were answered. */
  long answered() {
    return answered;
  }

  /** Why it ended before it was told to; empty if it did not. */
  String failure() {
    return failure;
  }

  @Override
  public void close() {
    ending = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        failure = "hangs";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.viprouter.examples.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that makes a new connection again and again, asks who answers, and leaves; a new attempt
 * begins at each beat, whatever becomes of those before. Thread-safe.
 */
final class Attempts implements AutoCloseable {

  private final String address;
  private final int port;
  private final long everyNanos;
  private final int timeoutMillis;
  private final ExecutorService threads;
  private final List<Attempt> attempts = new ArrayList<>();
  private volatile boolean ending;

  /** One of them. Changed once, under its lock. */
  static final class Attempt {
    private final long begun;
    private long ended;
    private String server = "";
    private String failure = "";

    Attempt(long begun) {
      this.begun = begun;
    }

    synchronized void done(String who, String why) {
      ended = System.nanoTime();
      server = who;
      failure = why;
    }

    long begun() {
      return begun;
    }

    synchronized boolean isDone() {
      return ended != 0;
    }

    synchronized long ended() {
      return ended;
    }

    synchronized String server() {
      return server;
    }

    synchronized String failure() {
      return failure;
    }

    /** In milliseconds after a moment: when it began, how long it took, and what became of it. */
    synchronized String words(long since) {
      return "%+.0f: %s in %.0f"
          .formatted(
              (begun - since) / 1e6, server.isEmpty() ? failure : server, (ended - begun) / 1e6);
    }
  }

  private Attempts(Host from, String address, int port, long everyMillis, int timeoutMillis) {
    this.address = address;
    this.port = port;
    this.everyNanos = everyMillis * 1_000_000;
    this.timeoutMillis = timeoutMillis;
    this.threads = Executors.newCachedThreadPool(from.threads());
  }

  /** Begins. */
  static Attempts start(Host from, String address, int port, long everyMillis, int timeoutMillis) {
    Attempts made = new Attempts(from, address, port, everyMillis, timeoutMillis);
    made.threads.execute(made::beat);
    return made;
  }

  private void beat() {
    long next = System.nanoTime();
    while (!ending) {
      Attempt attempt = new Attempt(System.nanoTime());
      synchronized (attempts) {
        attempts.add(attempt);
      }
      threads.execute(() -> run(attempt));
      // A machine that stood still does not owe the beats it missed.
      next = Math.max(next + everyNanos, System.nanoTime() + everyNanos / 2);
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void run(Attempt attempt) {
    try (Wire wire = new Wire(address, port, timeoutMillis)) {
      attempt.done(wire.query("SELECT @@report_host"), "");
    } catch (IOException | RuntimeException e) {
      attempt.done("", String.valueOf(e.getMessage()));
    }
  }

  /** All so far. */
  List<Attempt> all() {
    synchronized (attempts) {
      return List.copyOf(attempts);
    }
  }

  /** Those that failed. */
  List<Attempt> failed() {
    return all().stream().filter(a -> a.isDone() && a.server().isEmpty()).toList();
  }

  /** How many succeeded. */
  long succeeded() {
    return all().stream().filter(a -> a.isDone() && !a.server().isEmpty()).count();
  }

  /**
   * How long nobody was served after a moment: the longest time between two answers, in
   * milliseconds.
   */
  double longestGap(long since) {
    long[] answered =
        all().stream()
            .filter(a -> a.isDone() && !a.server().isEmpty())
            .mapToLong(Attempt::ended)
            .sorted()
            .toArray();
    long longest = 0;
    for (int i = 1; i < answered.length; i++) {
      if (answered[i] - since > 0) {
        longest = Math.max(longest, answered[i] - answered[i - 1]);
      }
    }
    return longest / 1e6;
  }

  /** Waits until several attempts are answered that began after now. */
  void awaitService() {
    long now = System.nanoTime();
    Wait.until(
        "new connections are answered",
        () -> all().stream().filter(a -> a.begun() - now > 0 && !a.server().isEmpty()).count() > 5);
  }

  /** Begins no more, and waits for those that are under way. */
  @Override
  public void close() {
    ending = true;
    long deadline = System.nanoTime() + LabProcess.PATIENCE.toNanos();
    while (all().stream().anyMatch(a -> !a.isDone()) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(1_000_000);
    }
    threads.shutdownNow();
  }
}

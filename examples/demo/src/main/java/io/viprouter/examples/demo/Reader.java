package io.viprouter.examples.demo;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads through the read-only port all the time, on its own thread. Thread-safe.
 *
 * <p>A server that is killed takes the question with it that it is just answering; no router can
 * undo that, so the reader asks such a question once more, as every application does. It counts how
 * often that was needed. A read has failed when the second try fails too.
 */
final class Reader implements AutoCloseable {

  private static final long PAUSE_MILLIS = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Client client;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "reader");
            made.setDaemon(true);
            return made;
          });

  private final Map<String, Integer> answers = new TreeMap<>();
  private int reads;
  private int retried;
  private int failed;
  private long slowestMillis;
  private String lastFailure = "";

  /** What happened so far. */
  record Tally(
      int reads,
      int retried,
      int failed,
      long slowestMillis,
      Map<String, Integer> answers,
      String lastFailure) {}

  Reader(Client client) {
    this.client = client;
  }

  void start() {
    // read() catches everything, so its future has nothing to tell.
    Future<?> unused =
        thread.scheduleWithFixedDelay(this::read, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized Tally tally() {
    return new Tally(reads, retried, failed, slowestMillis, new TreeMap<>(answers), lastFailure);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void read() {
    long begin = System.nanoTime();
    try {
      done(client.whoAnswers(), begin, false);
    } catch (SQLException | RuntimeException first) {
      try {
        done(client.whoAnswers(), begin, true);
      } catch (SQLException | RuntimeException second) {
        failed(second);
      }
    }
  }

  private synchronized void done(String server, long begin, boolean again) {
    reads++;
    retried += again ? 1 : 0;
    answers.merge(server, 1, Integer::sum);
    slowestMillis = Math.max(slowestMillis, (System.nanoTime() - begin) / NANOS_PER_MILLI);
  }

  private synchronized void failed(Exception why) {
    reads++;
    failed++;
    lastFailure = String.valueOf(why.getMessage());
  }
}

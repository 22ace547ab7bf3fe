package io.viprouter.examples.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Lets workers work, each on a thread of its own, and counts. Confined to the calling thread. */
final class Busy {

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private static final int DIGITS = 3;

  private record Part(long count, long bytes, Histogram latencies) {}

  private Busy() {}

  /**
   * Runs them until the time is over, each at least one turn.
   *
   * @param workers ready to begin
   * @param millis how long; 0: one turn each
   * @param begun told when the clock begins to run
   */
  static Answer run(List<? extends Worker> workers, long millis, Runnable begun)
      throws IOException {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    try {
      List<Future<Part>> parts = new ArrayList<>();
      for (Worker worker : workers) {
        Callable<Part> part = () -> part(worker, millis, start);
        parts.add(threads.submit(part));
      }
      begun.run();
      long from = System.nanoTime();
      start.countDown();
      return sum(parts, from);
    } finally {
      start.countDown();
      threads.shutdownNow();
    }
  }

  private static Part part(Worker worker, long millis, CountDownLatch start)
      throws IOException, InterruptedException {
    Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
    start.await();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long bytes = 0;
    long before = System.nanoTime();
    do {
      bytes += worker.turn();
      long after = System.nanoTime();
      latencies.recordValue(Math.min(after - before, LONGEST_NANOS));
      before = after;
    } while (before - end < 0);
    return new Part(latencies.getTotalCount(), bytes, latencies);
  }

  private static Answer sum(List<Future<Part>> parts, long from) throws IOException {
    Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
    long bytes = 0;
    for (Future<Part> part : parts) {
      Part done = get(part);
      latencies.add(done.latencies());
      bytes += done.bytes();
    }
    return Answer.done(latencies, bytes, System.nanoTime() - from);
  }

  private static Part get(Future<Part> part) throws IOException {
    try {
      return part.get(LONGEST_NANOS, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IOException("a worker did not end within two minutes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

package io.viprouter.examples.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes one numbered row after another through the read-write port on a kept connection, and reads
 * through the read-only port on a new connection each time. Thread-safe.
 *
 * <p>A number is tried once: if the connection breaks before the answer, nobody can know whether
 * the row is there, and the writer goes on with the next number.
 */
final class Load implements AutoCloseable {

  /** Where the rows go. It has no key, so that a row that is there twice is seen. */
  static final String TABLE = "CREATE TABLE IF NOT EXISTS jumpserver.load_row (number BIGINT)";

  private static final int TIMEOUT_MILLIS = 3000;
  private static final long PAUSE_NANOS = 10_000_000;

  private final ExecutorService threads;
  private final List<Written> written = new ArrayList<>();
  private final List<Long> uncertain = new ArrayList<>();
  private final Map<String, Integer> readFailures = new TreeMap<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private long reads;
  private volatile boolean ending;

  /** A row whose writing was acknowledged: by whom, and when. */
  record Written(long number, String server, long nanos) {}

  private Load(Host from) {
    threads = Executors.newFixedThreadPool(2, from.threads());
  }

  /** Begins; the table is there. */
  static Load start(Host from) {
    Load load = new Load(from);
    load.threads.execute(load::write);
    load.threads.execute(load::read);
    return load;
  }

  private void write() {
    long number = 0;
    while (!ending) {
      try (Wire wire = new Wire(Scene.ADDRESS, Scene.READ_WRITE, TIMEOUT_MILLIS)) {
        String server = wire.query("SELECT @@report_host");
        while (!ending) {
          number++;
          insert(wire, number, server);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void insert(Wire wire, long number, String server) throws IOException {
    try {
      wire.query("INSERT INTO load_row VALUES (" + number + ")");
      synchronized (this) {
        written.add(new Written(number, server, System.nanoTime()));
      }
    } catch (IOException e) {
      synchronized (this) {
        uncertain.add(number);
      }
      throw e;
    }
  }

  private void read() {
    while (!ending) {
      String answer = "";
      try {
        answer = readOnce();
      } catch (IOException first) {
        try {
          answer = readOnce();
        } catch (IOException second) {
          note(readFailures, String.valueOf(second.getMessage()));
        }
      }
      if (!answer.isEmpty()) {
        note(answers, answer);
      }
      synchronized (this) {
        reads++;
      }
      LockSupport.parkNanos(2 * PAUSE_NANOS);
    }
  }

  private static String readOnce() throws IOException {
    try (Wire wire = new Wire(Scene.ADDRESS, Scene.READ_ONLY, TIMEOUT_MILLIS)) {
      wire.query("SELECT count(*) FROM load_row");
      return wire.query("SELECT @@report_host");
    }
  }

  private synchronized void note(Map<String, Integer> where, String what) {
    where.merge(what, 1, Integer::sum);
  }

  /** Rows acknowledged so far. */
  synchronized List<Written> written() {
    return List.copyOf(written);
  }

  /** Numbers of which nobody knows. */
  synchronized List<Long> uncertain() {
    return List.copyOf(uncertain);
  }

  /** Reads so far. */
  synchronized long reads() {
    return reads;
  }

  /** Reads that failed twice in a row, by what was said. */
  synchronized Map<String, Integer> readFailures() {
    return new TreeMap<>(readFailures);
  }

  /** Who answered the reads. */
  synchronized Map<String, Integer> answers() {
    return new TreeMap<>(answers);
  }

  /** The longest time between two acknowledgements after a moment, in milliseconds. */
  double longestPause(long since) {
    List<Written> all = written();
    long longest = 0;
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).nanos() - since > 0) {
        longest = Math.max(longest, all.get(i).nanos() - all.get(i - 1).nanos());
      }
    }
    return longest / 1e6;
  }

  /** Waits until a row is written that was begun after now. */
  void awaitProgress() {
    int from = written().size();
    Wait.until("rows are written", () -> written().size() > from + 1);
  }

  @Override
  public void close() {
    ending = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(4L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new NotTrueException("the load client hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

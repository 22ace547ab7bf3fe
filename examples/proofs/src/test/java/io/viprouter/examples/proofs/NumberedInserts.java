package io.viprouter.examples.proofs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Threads that insert numbered rows without a pause, and a book of which server acknowledged which
 * number. Thread-safe. A number whose insert failed is not tried again.
 */
final class NumberedInserts {

  private final DataSource source;
  private final AtomicLong number = new AtomicLong();
  private final Map<String, Queue<Long>> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Long> firstNanos = new ConcurrentHashMap<>();
  private final AtomicLong errors = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile String lastError = "none";
  private volatile boolean stopped;

  NumberedInserts(DataSource source, int count) {
    this.source = source;
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::run, "inserts-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Numbers that a server acknowledged so far. */
  List<Long> by(String server) {
    return List.copyOf(acknowledged.getOrDefault(server, new ConcurrentLinkedQueue<>()));
  }

  /** When a server acknowledged its first. */
  long firstNanos(String server) {
    return firstNanos.getOrDefault(server, 0L);
  }

  /** How many inserts failed. */
  long errors() {
    return errors.get();
  }

  /** The last failure, in words. */
  String lastError() {
    return lastError;
  }

  /** Lets every thread finish its insert. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        insert(number.incrementAndGet());
      } catch (SQLException e) {
        errors.incrementAndGet();
        lastError = String.valueOf(e.getMessage());
      }
    }
  }

  private void insert(long id) throws SQLException {
    try (Connection connection = source.getConnection()) {
      String server = server(connection);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO numbered VALUES (?)")) {
        insert.setLong(1, id);
        insert.executeUpdate();
      }
      acknowledged.computeIfAbsent(server, s -> new ConcurrentLinkedQueue<>()).add(id);
      firstNanos.putIfAbsent(server, System.nanoTime());
    }
  }

  private static String server(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT @@server_id")) {
      result.next();
      return result.getString(1);
    }
  }
}

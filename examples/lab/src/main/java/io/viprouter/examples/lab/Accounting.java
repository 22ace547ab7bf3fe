package io.viprouter.examples.lab;

import io.viprouter.examples.servers.DatabaseServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of every row that was acknowledged. Confined to one thread.
 *
 * <p>Replication is asynchronous: what a server acknowledged last before it crashed may not have
 * reached the others. Such a row is lost for them, or missing until it comes back; nothing else may
 * be.
 */
final class Accounting {

  /** How long before a crash a server may have acknowledged what it had not sent on. */
  private static final long WINDOW_NANOS = 5_000_000_000L;

  private final List<Crash> crashes = new ArrayList<>();

  private record Crash(String server, long nanos) {}

  /** A server stops answering now, with what it has not sent on. */
  void crash(DatabaseServer server) {
    crashes.add(new Crash(server.name(), System.nanoTime()));
  }

  /** Checks the rows on every server. */
  void check(Load load, List<DatabaseServer> servers, Story story) {
    List<Load.Written> written = load.written();
    Map<Load.Written, List<String>> missing =
        new TreeMap<>((a, b) -> Long.compare(a.number(), b.number()));
    Set<Long> uncertain = new HashSet<>(load.uncertain());
    for (DatabaseServer server : servers) {
      Set<Long> there = numbers(server, story);
      for (Load.Written row : written) {
        if (!there.remove(row.number())) {
          missing.computeIfAbsent(row, none -> new ArrayList<>()).add(server.name());
        }
      }
      there.removeAll(uncertain);
      story.check("rows on " + server.name() + " that nobody wrote", there.size(), 0);
    }
    missing.forEach((row, where) -> story.check(words(row, where), isExplained(row)));
    story.tell(
        "%d rows acknowledged; %d of them missing somewhere, each by asynchronous replication; of %d"
            + " more nobody was told whether they are there",
        written.size(), missing.size(), uncertain.size());
  }

  private static Set<Long> numbers(DatabaseServer server, Story story) {
    List<Map<String, String>> rows =
        server.query("SELECT number, count(*) AS times FROM jumpserver.load_row GROUP BY number");
    Set<Long> numbers = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Map<String, String> row : rows) {
      numbers.add(Long.parseLong(row.getOrDefault("number", "")));
      if (!"1".equals(row.get("times"))) {
        twice.add(row.toString());
      }
    }
    story.check("rows on " + server.name() + " that are there twice", twice, List.of());
    return numbers;
  }

  private static String words(Load.Written row, List<String> where) {
    return "row %d, acknowledged by %s, is missing on %s: it crashed before it had sent it on"
        .formatted(row.number(), row.server(), where);
  }

  private boolean isExplained(Load.Written row) {
    return crashes.stream()
        .anyMatch(
            crash ->
                crash.server().equals(row.server())
                    && crash.nanos() - row.nanos() > -WINDOW_NANOS
                    && crash.nanos() - row.nanos() < WINDOW_NANOS);
  }
}

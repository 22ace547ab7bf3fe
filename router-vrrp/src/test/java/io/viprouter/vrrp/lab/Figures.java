package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.lab.LabRouter.Kind;
import io.viprouter.vrrp.os.Tap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The client's blackout beside keepalived's in the same lab, in milliseconds: {@code mvn -pl
 * router-vrrp test -Dtest=Figures -Dfigures.runs=7}. Version 2 at 1 s, version 3 at 100 ms, and at
 * 10 ms with real-time scheduling on both sides. No part of the ordinary tests, for it takes
 * minutes and wants a quiet machine. The table also goes to {@code target/figures.md}.
 *
 * <p>Cuts are made half an interval after an advertisement, so that runs can be compared. The first
 * line of a table is keepalived with its defaults.
 */
@Isolated
class Figures {

  private static final int RUNS = Integer.getInteger("figures.runs", 7);

  private record Pair(String name, Kind master, Kind backup) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("keepalived alone", Kind.KEEPALIVED, Kind.KEEPALIVED),
          new Pair("ours as master", Kind.PROCESS, Kind.KEEPALIVED),
          new Pair("ours as backup", Kind.KEEPALIVED, Kind.PROCESS),
          new Pair("ours alone", Kind.PROCESS, Kind.PROCESS));

  @Test
  @Timeout(1800)
  void measure() throws IOException {
    Requires.keepalived();
    StringBuilder table = new StringBuilder("Load of the machine before: " + load() + "\n");
    List<String> worse = new ArrayList<>();
    for (Spec spec : List.of(Spec.v2(120), Spec.v3(120, 100), Spec.v3(120, 10).with("rt", "50"))) {
      int interval = Integer.parseInt(spec.get("interval", ""));
      String title = "v" + spec.get("version", "") + ", " + interval + " ms";
      Map<String, Map<String, List<Double>>> all = new LinkedHashMap<>();
      ExecutorService threads = Executors.newFixedThreadPool(interval < 1000 ? 1 : PAIRS.size());
      Map<String, CompletableFuture<Map<String, List<Double>>>> running = new LinkedHashMap<>();
      for (Pair pair : PAIRS) {
        running.put(
            pair.name(),
            CompletableFuture.supplyAsync(() -> new Scene(pair, spec, interval).run(), threads));
      }
      running.forEach((name, result) -> all.put(name, result.join()));
      threads.shutdown();
      print(table, title, all);
      compare(title, all, worse);
    }
    table.append("\nLoad of the machine after: ").append(load()).append('\n');
    System.out.println(table);
    Files.writeString(Path.of("target", "figures.md"), table.toString());
    assertThat(worse).isEmpty();
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }

  private static void print(
      StringBuilder table, String title, Map<String, Map<String, List<Double>>> all) {
    table.append("\n| ").append(title);
    all.values().iterator().next().keySet().forEach(e -> table.append(" | ").append(e));
    table.append(" |\n").append("| --- ".repeat(6)).append("|\n");
    all.forEach(
        (pair, events) -> {
          table.append("| ").append(pair);
          events.values().forEach(v -> table.append(" | ").append(text(v)));
          table.append(" |\n");
        });
  }

  private static String text(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        "%.0f [%.0f..%.0f]", median(values), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void compare(
      String title, Map<String, Map<String, List<Double>>> all, List<String> worse) {
    Map<String, List<Double>> theirs = all.getOrDefault("keepalived alone", Map.of());
    all.forEach(
        (pair, events) ->
            events.forEach(
                (event, values) -> {
                  double limit =
                      event.equals("heal")
                          ? (pair.startsWith("ours") ? 100 : Double.MAX_VALUE)
                          : median(theirs.getOrDefault(event, values)) * 1.05 + 5;
                  if (median(values) > limit) {
                    worse.add(title + ", " + pair + ", " + event + ": " + text(values));
                  }
                }));
  }

  /** One pair of routers in a lab of its own. */
  private static final class Scene {
    private final Pair pair;
    private final Spec better;
    private final int interval;
    private final Map<String, List<Double>> gaps = new LinkedHashMap<>();

    Scene(Pair pair, Spec better, int interval) {
      this.pair = pair;
      this.better = better;
      this.interval = interval;
    }

    Map<String, List<Double>> run() {
      for (String event : List.of("SIGTERM", "silent host", "link down", "preempt-back", "heal")) {
        gaps.put(event, new ArrayList<>());
      }
      try (Lab lab = new Lab()) {
        Lab.Host one = lab.host("r1", 102);
        Lab.Host two = lab.host("r2", 104);
        Lab.Host user = lab.host("cl", 50);
        Tap tap = lab.tap();
        Client client = lab.closing(new Client(user, Spec.VIP, one, two));
        LabRouter.start(pair.backup(), lab, two, better.with("priority", "80"));
        LabRouter master = LabRouter.start(pair.master(), lab, one, better);
        settle(client, one);
        for (int i = 0; i < RUNS; i++) {
          silentAndHeal(one, two, client, tap);
          linkDown(one, two, client, tap);
          master = stopAndStart(lab, master, one, two, client);
        }
      }
      return gaps;
    }

    private void silentAndHeal(Lab.Host one, Lab.Host two, Client client, Tap tap) {
      long cut = halfway(tap);
      one.cut();
      Await.until("takeover", seconds(6), () -> client.sees(two));
      record("silent host", client, cut);
      // Just after the loser's advertisement, so that the next word is the winner's: the bad case.
      awaitAdvert(tap, 104);
      long healed = System.nanoTime();
      one.heal();
      Await.pause(millis(2 * interval + 200));
      Await.until("heal", seconds(10), () -> client.sees(one));
      record("heal", client, healed);
      settle(client, one);
    }

    private void linkDown(Lab.Host one, Lab.Host two, Client client, Tap tap) {
      long down = halfway(tap);
      one.linkDown();
      Await.until("takeover", seconds(6), () -> client.sees(two));
      record("link down", client, down);
      Await.pause(millis(interval));
      long up = System.nanoTime();
      one.linkUp();
      Await.until("preempt-back", seconds(10), () -> client.sees(one));
      Await.pause(millis(200));
      record("preempt-back", client, up);
      settle(client, one);
    }

    private LabRouter stopAndStart(
        Lab lab, LabRouter master, Lab.Host one, Lab.Host two, Client client) {
      long stopped = System.nanoTime();
      master.stop();
      Await.until("takeover", seconds(6), () -> client.sees(two));
      record("SIGTERM", client, stopped);
      LabRouter next = LabRouter.start(pair.master(), lab, one, better);
      Await.until("preempt-back", seconds(15), () -> client.sees(one));
      settle(client, one);
      return next;
    }

    private void record(String event, Client client, long since) {
      gaps.getOrDefault(event, new ArrayList<>()).add(client.blackoutMs(since));
    }

    private void settle(Client client, Lab.Host one) {
      Await.until("the better one is master", seconds(15), () -> client.sees(one));
      Await.pause(millis(1500 + interval));
    }

    /** Half an interval after an advertisement. */
    private long halfway(Tap tap) {
      awaitAdvert(tap, 102);
      Await.pause(millis(interval / 2));
      return System.nanoTime();
    }

    private static void awaitAdvert(Tap tap, int sender) {
      tap.clear();
      Await.until(
          "an advertisement",
          seconds(5),
          () -> tap.seen().stream().anyMatch(s -> s.isAdvert() && s.sender() == sender));
    }

    private static java.time.Duration seconds(int count) {
      return java.time.Duration.ofSeconds(count);
    }

    private static java.time.Duration millis(int count) {
      return java.time.Duration.ofMillis(count);
    }
  }
}

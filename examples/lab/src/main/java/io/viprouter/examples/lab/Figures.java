package io.viprouter.examples.lab;

import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.DatabaseServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long nobody was served after each fault, several times, for ours and for what it replaces.
 * Confined to one thread.
 */
final class Figures {

  /** Who is not served for so long is not served at all. */
  private static final Duration LIMIT = Duration.ofSeconds(12);

  private static final int BEAT_MILLIS = 10;
  private static final int TIMEOUT_MILLIS = 1500;

  private final Deployment deployment;
  private final Scene scene;
  private final int runs;
  private final Map<String, Map<String, List<Double>>> table = new LinkedHashMap<>();

  Figures(Deployment deployment, int runs) {
    this.deployment = deployment;
    this.scene = deployment.scene();
    this.runs = runs;
  }

  private record Fault(String name, Runnable happens, Runnable repair, String afterwards) {}

  void run() {
    Pair ours = new Pair.Ours(deployment);
    measure(ours);
    ours.stop(scene.router01);
    ours.stop(scene.router02);
    Pair old = new Pair.Old(deployment);
    old.start(scene.router01);
    old.start(scene.router02);
    measure(old);
    print(List.of(ours.words(), old.words()));
  }

  private void measure(Pair pair) {
    deployment.awaitAddress(scene.router01);
    try (Attempts attempts =
        Attempts.start(
            scene.client, Scene.ADDRESS, Scene.READ_WRITE, BEAT_MILLIS, TIMEOUT_MILLIS)) {
      for (Fault fault : faults(pair)) {
        for (int i = 0; i < runs; i++) {
          once(pair, fault, attempts);
        }
      }
    }
  }

  private void once(Pair pair, Fault fault, Attempts attempts) {
    attempts.awaitService();
    note(fault.name(), pair, outage(attempts, fault.happens()));
    double back = outage(attempts, fault.repair());
    pair.afterIsolation();
    if (!Await.until(LIMIT, deployment::answers)) {
      // On a busy machine a walk that never goes back is soon spent again.
      pair.afterIsolation();
    }
    deployment.awaitAddress(scene.router01);
    attempts.awaitService();
    if (!fault.afterwards().isEmpty()) {
      note(fault.afterwards(), pair, back);
    }
  }

  private static double outage(Attempts attempts, Runnable change) {
    long since = System.nanoTime();
    change.run();
    long done = System.nanoTime();
    boolean served =
        Await.until(
            LIMIT,
            () ->
                attempts.all().stream()
                        .filter(a -> a.begun() - done > 0 && !a.server().isEmpty())
                        .count()
                    > 5);
    return served ? attempts.longestGap(since) : Double.POSITIVE_INFINITY;
  }

  private void note(String fault, Pair pair, double millis) {
    System.out.printf(Locale.ROOT, "%-44s %-32s %8.0f ms%n", fault, pair.words(), millis);
    table
        .computeIfAbsent(fault, none -> new LinkedHashMap<>())
        .computeIfAbsent(pair.words(), none -> new ArrayList<>())
        .add(millis);
  }

  private List<Fault> faults(Pair pair) {
    Host router = scene.router01;
    List<Host> databases = List.of(scene.master01, scene.slave01, scene.slave02);
    DatabaseServer master01 = deployment.cluster().master01();
    return List.of(
        new Fault(
            "router stopped in order",
            () -> pair.stop(router),
            () -> started(pair, router),
            "... started again, takes the address back"),
        new Fault("router's host silent", router::cut, () -> healed(router::heal), "... and back"),
        new Fault("router's cable pulled", router::unplug, () -> healed(router::plug), ""),
        new Fault(
            "routing process killed",
            () -> pair.kill(router),
            () -> {
              if (pair instanceof Pair.Old) {
                pair.stop(router);
              }
              started(pair, router);
            },
            ""),
        new Fault(
            "router cut from the databases",
            () -> databases.forEach(router::lose),
            () -> healed(() -> databases.forEach(router::find)),
            ""),
        new Fault(
            "first database killed",
            master01::kill,
            () -> {
              master01.start();
              pair.failback();
            },
            ""),
        new Fault(
            "first database frozen",
            master01::freeze,
            () -> {
              master01.thaw();
              pair.failback();
            },
            ""));
  }

  private void started(Pair pair, Host host) {
    pair.start(host);
    deployment.awaitAddress(host);
  }

  private void healed(Runnable heal) {
    heal.run();
    Wait.until(
        "only router01 has the address",
        () -> scene.router01.has(Scene.ADDRESS) && !scene.router02.has(Scene.ADDRESS));
  }

  private void print(List<String> columns) {
    System.out.printf(
        "%nmilliseconds without service, as a client sees it that connects every %d ms;"
            + " median of %d%n%n",
        BEAT_MILLIS, runs);
    System.out.println("| | " + String.join(" | ", columns) + " |");
    System.out.println("| --- | --- | --- |");
    table.forEach(
        (fault, row) ->
            System.out.println(
                "| %s | %s | %s |"
                    .formatted(
                        fault,
                        median(row.getOrDefault(columns.get(0), List.of())),
                        median(row.getOrDefault(columns.get(1), List.of())))));
    System.out.println("\nNot compared: MySQL Router itself, which is not to be had as a package.");
  }

  private static String median(List<Double> all) {
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    double middle = sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    return Double.isInfinite(middle)
        ? "no end (over %d s)".formatted(LIMIT.toSeconds())
        : String.format(Locale.ROOT, "%.0f", middle);
  }
}

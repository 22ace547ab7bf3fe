package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.viprouter.core.Mode;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedServer;
import io.viprouter.vrrp.VrrpState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Metrics, rules and dashboard in the hands of a real Prometheus. */
final class PrometheusIT {

  private static final Path CONTRIB = Path.of("contrib");
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir Path directory = Path.of(".");

  private static void needed(String program) {
    boolean there = Files.isExecutable(Path.of("/usr/bin", program));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("%s (package prometheus)", program).isTrue();
    }
    assumeTrue(there, program + " (package prometheus) is missing");
  }

  private static String run(String input, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void promtoolFindsNoFault() throws Exception {
    needed("promtool");
    Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
    try (AdminServer server =
        new AdminServer(new FakeOperations(() -> snapshot), ANY, "").start()) {
      String ours =
          RawHttp.get(server, "/metrics")
              .body()
              .lines()
              .filter(line -> line.contains("viprouter_"))
              .reduce("", (all, line) -> all + line + "\n");
      assertThat(run(ours, "promtool", "check", "metrics")).isEmpty();
    }
    run("", "promtool", "check", "rules", CONTRIB.resolve("alerts.yml").toString());
    run("", "promtool", "check", "config", CONTRIB.resolve("prometheus.yml").toString());
  }

  /** Everything is wrong at once, and then everything is well again. */
  @Test
  void alertsAreRaisedAndEnd() throws Exception {
    needed("prometheus");
    Instant now = Instant.now();
    Snapshot bad =
        new Scene(now)
            .route("rw", Mode.READ_WRITE, Scene.quarantined("db1:3306", "refused", now))
            .route(
                "ro",
                Mode.READ_ONLY,
                true,
                List.of("10.0.0.9"),
                Scene.quarantined("db1:3306", "refused", now),
                Scene.up("db2:3306", true, 500, now))
            .virtualRouter("VI_1", VrrpState.FAULT, "eth1 is down")
            .virtualRouter("VI_2", VrrpState.ACTIVE, "nobody else")
            .snapshot();
    AtomicReference<Snapshot> shown = new AtomicReference<>(bad);
    FakeOperations operations = new FakeOperations(shown::get);
    AdminServer two = new AdminServer(operations, ANY, "t0ken").start();
    try (AdminServer one = new AdminServer(operations, ANY, "t0ken").start();
        Prometheus prometheus = new Prometheus(directory, one.address(), two.address())) {
      Eventually.holds(
          "the alerts",
          () ->
              prometheus
                  .firing()
                  .containsAll(
                      Set.of(
                          "VipRouterSectionUnusable",
                          "VipRouterNobodyOwnsAddress",
                          "VipRouterTwoMasters",
                          "VipRouterFault",
                          "VipRouterDestinationDown",
                          "VipRouterClientBlocked",
                          "VipRouterConnectionsNearLimit")));
      assertThat(prometheus.firing()).doesNotContain("VipRouterDown");
      dashboardAsksForWhatThereIs(prometheus);
      shown.set(
          new Scene(now)
              .route("rw", Mode.READ_WRITE, Scene.up("db1:3306", true, 1, now))
              .route("ro", Mode.READ_ONLY, Scene.up("db2:3306", true, 1, now))
              .snapshot());
      stop(two);
      Eventually.is(Set.of("VipRouterDown"), prometheus::firing);
    } finally {
      two.close();
    }
  }

  /** Before its time. */
  private static void stop(AdminServer server) {
    server.close();
  }

  private static void dashboardAsksForWhatThereIs(Prometheus prometheus) throws IOException {
    JsonNode dashboard =
        Json.parse(Files.readString(CONTRIB.resolve("grafana-dashboard.json"), UTF_8));
    List<String> rows = new ArrayList<>();
    int asked = 0;
    for (JsonNode panel : dashboard.get("panels")) {
      if (panel.get("type").asString().equals("row")) {
        rows.add(panel.get("title").asString());
      }
      for (JsonNode target : panel.path("targets")) {
        String expression =
            target
                .get("expr")
                .asString()
                .replace("$route", ".*")
                .replace("$__rate_interval", "30s");
        assertThat(prometheus.query(expression).get("status").asString())
            .as(expression)
            .isEqualTo("success");
        if (!expression.endsWith("> 0")) { // Nobody is turned away here.
          Eventually.holds("a figure of " + expression, () -> prometheus.tells(expression));
        }
        asked++;
      }
    }
    assertThat(rows).startsWith("Traffic", "Connections", "Destinations", "Virtual routers");
    assertThat(asked).isGreaterThan(15);
  }

  /** One with the rules of contrib, hurried: what waits for a while there waits for none here. */
  private final class Prometheus implements AutoCloseable {
    private final Process process;
    private final int port;

    Prometheus(Path directory, InetSocketAddress... routers) throws IOException {
      String rules =
          Files.readString(CONTRIB.resolve("alerts.yml"), UTF_8)
              .replaceAll("for: \\d+[sm]", "for: 0s");
      Files.writeString(directory.resolve("alerts.yml"), rules, UTF_8);
      Files.writeString(
          directory.resolve("prometheus.yml"),
          """
          global: { scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms }
          rule_files: [alerts.yml]
          scrape_configs:
            - job_name: viprouter
              authorization: { credentials: t0ken }
              static_configs: [ { targets: ["%s", "%s"] } ]
          """
              .formatted(Texts.address(routers[0]), Texts.address(routers[1])),
          UTF_8);
      port = ScriptedServer.unusedPort();
      process =
          new ProcessBuilder(
                  "prometheus",
                  "--config.file=" + directory.resolve("prometheus.yml"),
                  "--storage.tsdb.path=" + directory.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
    }

    JsonNode query(String expression) {
      return get("/api/v1/query?query=" + CtlClient.encode(expression));
    }

    /** Rates are there after two scrapes. */
    boolean tells(String expression) {
      return !query(expression).path("data").path("result").isEmpty();
    }

    Set<String> firing() {
      Set<String> names = new TreeSet<>();
      JsonNode alerts = get("/api/v1/alerts").path("data").path("alerts");
      alerts.forEach(
          alert -> {
            if (alert.get("state").asString().equals("firing")) {
              names.add(alert.get("labels").get("alertname").asString());
            }
          });
      return names;
    }

    /** Empty until it listens. */
    private JsonNode get(String path) {
      try {
        HttpResponse<String> response =
            http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 503 ? Json.parse("{}") : Json.parse(response.body());
      } catch (IOException e) {
        assertThat(process.isAlive()).as("prometheus runs").isTrue();
        return Json.parse("{}");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}

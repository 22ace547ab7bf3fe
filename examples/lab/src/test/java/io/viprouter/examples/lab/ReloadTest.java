package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.junit.Tools;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A reload is noticed by nobody whom it does not concern. */
class ReloadTest extends TwoRouters {

  private static final int RELOADS = 200;

  private static final String WEIGHTS =
      """
      bind = "172.168.1.20:7002"
            mode = read-only
            destinations = [{ address = "172.168.1.101:3306", weight = %d }, "172.168.1.103:3306"]""";

  @Test
  void twoHundredReloadsUnderLoad() {
    Tools.require("tcpdump", "tcpdump");
    scene.database(scene.master01, 1);
    scene.database(scene.slave01, 2);
    LabProcess tap =
        scene
            .lab()
            .closing(
                LabProcess.start(
                    scene.client,
                    List.of("tcpdump", "-l", "-n", "-i", "eth1", "ip proto 112"),
                    Map.of()));
    List<RouterConf> variants = variants();
    Launcher one = scene.router(scene.router01, variants.get(0));
    Launcher two = scene.router(scene.router02, two().section("balancing", WEIGHTS.formatted(1)));
    settle(one, two);
    one.process().await("listening on 172.168.1.20:7002");
    tap.await("prio 120");
    JsonNode before = one.admin().virtualRouter("VI_1");
    // Two that start at once may both be master for a moment.
    long saidAtStart = tap.count("prio 80");

    try (Attempts newOnes = load(Scene.READ_WRITE);
        Attempts newReads = load(Scene.READ_ONLY);
        Queries writes = Queries.start(scene.client, Scene.ADDRESS, Scene.READ_WRITE);
        Queries reads = Queries.start(scene.client, Scene.ADDRESS, Scene.READ_ONLY)) {
      long begun = System.nanoTime();
      for (int i = 1; i <= RELOADS; i++) {
        reload(one, variants.get(i % variants.size()), i);
      }
      double each = millis(begun, System.nanoTime()) / RELOADS;
      faultyFileChangesNothing(one);
      Stream.of(newOnes, newReads).forEach(Attempts::close);
      Stream.of(writes, reads).forEach(Queries::close);
      figure(
          "%d reloads, one each %.0f ms: %d new and %d queries on kept connections, failed %s %s",
          RELOADS,
          each,
          newOnes.all().size() + newReads.all().size(),
          writes.answered() + reads.answered(),
          Stream.of(newOnes, newReads)
              .flatMap(a -> a.failed().stream())
              .map(a -> a.words(begun))
              .toList(),
          List.of(writes.failure(), reads.failure()));
      assertThat(newOnes.failed()).isEmpty();
      assertThat(newReads.failed()).isEmpty();
      assertThat(newOnes.succeeded()).isGreaterThan(RELOADS / 4);
      assertThat(List.of(writes.failure(), reads.failure())).containsOnly("");
      assertThat(writes.answered()).isGreaterThan(RELOADS);
    }
    assertThat(tap.count("prio 0")).as("advertisements of priority 0").isZero();
    assertThat(tap.count("prio 80")).as("a backup says nothing").isEqualTo(saidAtStart);
    assertThat(one.admin().virtualRouter("VI_1").path("transitions"))
        .isEqualTo(before.path("transitions"));
    assertThat(one.admin().virtualRouter("VI_1").path("since")).isEqualTo(before.path("since"));
  }

  /** Half of them by signal, half by the admin interface. */
  private void reload(Launcher router, RouterConf conf, int number) {
    scene.write(scene.router01, conf);
    if (number % 2 == 0) {
      Admin.Reply reply = router.admin().post("/api/v1/reload");
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    } else {
      int mark = router.process().mark();
      router.process().signal("HUP");
      assertThat(router.process().await(mark, "HUP: ").text())
          .contains("reload")
          .doesNotContain("refused");
    }
  }

  private void faultyFileChangesNothing(Launcher router) {
    JsonNode sections = router.admin().status().path("sections");
    scene.file(
        scene.router01.name() + ".conf", one().inVirtualRouter("VI_1", "priority = 300").text());
    Admin.Reply reply = router.admin().post("/api/v1/reload");
    assertThat(reply.isOk()).as(reply.body()).isFalse();
    assertThat(reply.body()).contains("priority").contains("300");
    int mark = router.process().mark();
    router.process().signal("HUP");
    router.process().await(mark, "the configuration that was in force stays so");
    assertThat(router.admin().status().path("sections").findValues("name"))
        .isEqualTo(sections.findValues("name"));
    assertThat(router.admin().virtualRouter("VI_1").path("priority").asInt()).isNotEqualTo(300);
  }

  private Attempts load(int port) {
    return Attempts.start(scene.client, Scene.ADDRESS, port, 20, 10_000);
  }

  private static List<RouterConf> variants() {
    RouterConf base = one().section("balancing", WEIGHTS.formatted(1));
    return List.of(
        base,
        base.section(
            "other", "bind = \"127.0.0.1:7100\"\n      destinations = [\"172.168.1.101:3306\"]"),
        base.section(
            "other",
            "bind = \"127.0.0.1:7100\"\n      destinations = [\"172.168.1.103:3306\"]\n"
                + "      max-connections = 7"),
        base.virtualRouter("VI_1", RouterConf.virtualRouter(51, 121, "172.168.1.20/24")),
        base.section("balancing", WEIGHTS.formatted(5)));
  }

  @Test
  void anAddressMovesFromOneVirtualRouterToAnother() {
    scene.database(scene.master01, 1);
    Launcher one = scene.router(scene.router01, moving(120, List.of("20", "21"), List.of("22")));
    Launcher two = scene.router(scene.router02, moving(80, List.of("20", "21"), List.of("22")));
    one.process().await("(VI_1) Entering MASTER STATE");
    one.process().await("(VI_2) Entering MASTER STATE");
    two.process().await("(VI_2) Entering BACKUP STATE");
    until("router01 has all", () -> !holds(scene.router02) && !scene.router02.has("172.168.1.22"));
    until("all listen", () -> one.admin().section("rw").path("bind").size() == 3);
    Attempts untouched = Attempts.start(scene.client, "172.168.1.20", Scene.READ_WRITE, 20, 10_000);
    try (untouched) {
      until("some succeed", () -> untouched.succeeded() > 10);
      Map<String, String> since = Map.of("VI_1", since(one, "VI_1"), "VI_2", since(one, "VI_2"));
      long begun = System.nanoTime();
      scene.write(scene.router02, moving(80, List.of("20"), List.of("22", "21")));
      scene.write(scene.router01, moving(120, List.of("20"), List.of("22", "21")));
      assertThat(two.admin().post("/api/v1/reload").body()).contains("VI_1, VI_2");
      assertThat(one.admin().post("/api/v1/reload").body()).contains("VI_1, VI_2");
      try (Attempts moved =
          Attempts.start(scene.client, "172.168.1.21", Scene.READ_WRITE, 20, 3000)) {
        until("it answers", () -> moved.succeeded() > 10);
        figure(
            "an address moved by two reloads answers after %.0f ms",
            millis(begun, System.nanoTime()));
      }
      assertThat(one.admin().virtualRouter("VI_2").path("addresses").toString())
          .contains("172.168.1.21");
      for (String name : List.of("VI_1", "VI_2")) {
        assertThat(one.admin().virtualRouter(name).path("state").asString()).isEqualTo("MASTER");
        assertThat(one.admin().virtualRouter(name).path("since").asString())
            .as("it was master all the time")
            .isEqualTo(since.get(name));
        assertThat(two.admin().virtualRouter(name).path("state").asString()).isEqualTo("BACKUP");
      }
    }
    assertThat(untouched.failed()).isEmpty();
  }

  private static String since(Launcher router, String name) {
    return router.admin().virtualRouter(name).path("since").asString();
  }

  private static RouterConf moving(int priority, List<String> first, List<String> second) {
    return new RouterConf("mover", Map.of(), Map.of(), "shutdown-grace = 1s")
        .section(
            "rw",
            "bind = [\"172.168.1.20:7001\", \"172.168.1.21:7001\", \"172.168.1.22:7001\"]\n"
                + "      destinations = [\"172.168.1.101:3306\"]")
        .virtualRouter("VI_1", RouterConf.virtualRouter(51, priority, addresses(first)))
        .virtualRouter("VI_2", RouterConf.virtualRouter(52, priority, addresses(second)));
  }

  private static String[] addresses(List<String> numbers) {
    return numbers.stream().map(number -> "172.168.1." + number + "/24").toArray(String[]::new);
  }
}

package io.viprouter.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.bench.figures.Metric;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole tool with real parts, as small as can be. It judges no figure but whether it is one.
 */
@Tag("real")
class BenchTest {

  private static final List<String> TARGETS =
      List.of("direct", "router", "haproxy", "haproxy-splice", "netty");

  @Test
  void measuresEveryTargetInEveryCase(@TempDir Path directory) throws Exception {
    Tools.require(Flavour.MARIADB_10_11);
    Tools.require("haproxy", "haproxy");
    Tools.require("sysbench", "sysbench");

    long before = ProcessHandle.current().descendants().count();
    int status =
        Bench.run(
            "--tiny",
            "--jar",
            System.getProperty("launcher.jar"),
            "--output",
            directory.toString());

    assertThat(status).isZero();
    JsonNode json = new JsonMapper().readTree(Files.readString(directory.resolve("results.json")));
    for (Case test : Plan.tiny().cases()) {
      TARGETS.forEach(target -> check(json, test.name(), target));
    }
    TARGETS.forEach(target -> check(json, "idle-20", target));
    JsonNode idle = json.at("/cases/idle-20");
    assertThat(idle.at("/router/RESIDENT_MEGABYTES/value/median").asDouble())
        .isBetween(1.0, 2000.0);
    assertThat(idle.at("/direct/RESIDENT_MEGABYTES").isMissingNode()).isTrue();
    assertThat(json.at("/cases/query-2/router/QUERIES_PER_SECOND/ratio/median").asDouble())
        .isPositive();
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
  }

  private static void check(JsonNode json, String test, String target) {
    JsonNode figures = json.at("/cases/" + test + "/" + target);
    assertThat(figures.isObject()).as(test + " " + target).isTrue();
    figures
        .properties()
        .forEach(
            figure -> {
              Metric metric = Metric.valueOf(figure.getKey());
              double median = figure.getValue().at("/value/median").asDouble();
              // Processor time comes in hundredths of a second: in so short a test it may be none.
              assertThat(median).as(test + " " + target + " " + metric).isNotNegative();
              if (metric.moreIsBetter() || metric == Metric.P99_MICROS) {
                assertThat(median).as(test + " " + target + " " + metric).isPositive();
              }
            });
  }
}

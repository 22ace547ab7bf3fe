package io.viprouter.examples.bench.figures;

import static io.viprouter.examples.bench.figures.Metric.CPU_PER_100K_QUERIES;
import static io.viprouter.examples.bench.figures.Metric.QUERIES_PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Three rounds in which the machine gets slower and slower, and the ratio stays near a half. */
class ResultsTest {

  private static final Results RESULTS =
      new Results(
          List.of(
              sample(1, "direct", Map.of(QUERIES_PER_SECOND, 4000.0)),
              sample(1, "router", 500, 1),
              sample(1, "haproxy", 1000, 2),
              sample(2, "haproxy", 100, 20),
              sample(2, "router", 60, 9),
              sample(3, "router", 5, 100)));

  private static Sample sample(int round, String target, double rate, double cpu) {
    return sample(round, target, Map.of(QUERIES_PER_SECOND, rate, CPU_PER_100K_QUERIES, cpu));
  }

  private static Sample sample(int round, String target, Map<Metric, Double> values) {
    return new Sample(round, "query-16", target, values);
  }

  @Test
  void ratiosAreTakenWithinARound() {
    Spread ratio = RESULTS.ratio("query-16", "router", "haproxy", QUERIES_PER_SECOND).orElseThrow();
    // The third round has no HAProxy: nothing to compare with.
    assertThat(ratio.count()).isEqualTo(2);
    assertThat(ratio.median()).isCloseTo(0.55, within(1e-12));
    assertThat(ratio.min()).isCloseTo(0.5, within(1e-12));
    assertThat(ratio.max()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void spreadsAreTakenOverAllRounds() {
    assertThat(RESULTS.spread("query-16", "router", CPU_PER_100K_QUERIES))
        .contains(new Spread(9, 1, 100, 3));
    assertThat(RESULTS.spread("query-16", "direct", CPU_PER_100K_QUERIES)).isEmpty();
    assertThat(RESULTS.ratio("query-16", "direct", "haproxy", CPU_PER_100K_QUERIES)).isEmpty();
  }

  @Test
  void aGroupIsTheMeanOfTheCasesThereAre() {
    Summary summary = new Summary("query", QUERIES_PER_SECOND, List.of("query-16", "query-64"));
    assertThat(summary.mean(RESULTS, "router", "haproxy").orElseThrow())
        .isCloseTo(0.55, within(1e-12));
    assertThat(summary.mean(RESULTS, "netty", "haproxy")).isEmpty();
  }

  @Test
  void theTableShowsMedianSmallestLargestAndRatio() {
    String text = TextReport.of(RESULTS, "haproxy");
    assertThat(text.lines().filter(line -> line.startsWith("| router ")))
        .containsExactly(
            "| router  | 60.0 (5.00-500) | 0.550 (0.500-0.600) |    9.00 (1.00-100) |"
                + " 0.475 (0.450-0.500) |");
    assertThat(text.replaceAll(" +", " "))
        .contains("| query, queries per second (query-16) | 4.00 | 0.550 |");
  }

  @Test
  void theJsonHoldsTheSame() {
    String text = JsonReport.of(Map.of("cores", "2"), RESULTS, "haproxy", List.of("a note"));
    JsonNode json = new JsonMapper().readTree(text);
    JsonNode figure = json.at("/cases/query-16/router/CPU_PER_100K_QUERIES");
    assertThat(figure.at("/value/median").asDouble()).isEqualTo(9);
    assertThat(figure.at("/ratio/count").asInt()).isEqualTo(2);
    assertThat(json.at("/samples").size()).isEqualTo(6);
    assertThat(json.at("/notes/0").asString()).isEqualTo("a note");
    assertThat(json.at("/summary/0/ratios/router").asDouble()).isCloseTo(0.475, within(1e-12));
  }
}

package io.viprouter.examples.bench.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One line for a group of cases: the geometric mean of their median ratios to a base. Immutable.
 *
 * @param label for people
 * @param metric what is compared
 * @param tests the cases of the group
 */
public record Summary(String label, Metric metric, List<String> tests) {

  /** What the bench sums up. */
  public static final List<Summary> ALL =
      List.of(
          of("query, processor time", Metric.CPU_PER_100K_QUERIES, "query-16 query-64 query-256"),
          of("query, queries per second", Metric.QUERIES_PER_SECOND, "query-16 query-64 query-256"),
          of("query, p99", Metric.P99_MICROS, "query-16 query-64 query-256"),
          of("connect, processor time", Metric.CPU_PER_10K_CONNECTS, "connect-16 connect-64"),
          of("connect, connects per second", Metric.CONNECTS_PER_SECOND, "connect-16 connect-64"),
          of("connect, p99", Metric.P99_MICROS, "connect-16 connect-64"),
          of(
              "raw bulk, processor time",
              Metric.CPU_PER_GIGABYTE,
              "down-1 down-8 up-1 up-8 both-1 both-8"),
          of("result set, processor time", Metric.CPU_PER_GIGABYTE, "result-1"),
          of(
              "round trip, processor time",
              Metric.CPU_MICROS_PER_ROUND_TRIP,
              "pingpong-1 pingpong-32"),
          of("round trip, p99", Metric.P99_MICROS, "pingpong-1 pingpong-32"));

  private static Summary of(String label, Metric metric, String tests) {
    return new Summary(label, metric, List.copyOf(Arrays.asList(tests.split(" "))));
  }

  /**
   * The mean.
   *
   * @param results what was measured
   * @param target whose
   * @param base by whose
   * @return empty where no case has both, or one is 0
   */
  public Optional<Double> mean(Results results, String target, String base) {
    List<Double> ratios = new ArrayList<>();
    for (String test : tests) {
      results.ratio(test, target, base, metric).ifPresent(r -> ratios.add(r.median()));
    }
    if (ratios.isEmpty() || ratios.stream().anyMatch(r -> r <= 0)) {
      return Optional.empty();
    }
    return Optional.of(
        Spread.geometricMean(ratios.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}

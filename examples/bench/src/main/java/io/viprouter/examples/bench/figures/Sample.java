package io.viprouter.examples.bench.figures;

import java.util.Map;

/**
 * What one target showed in one case of one round. Immutable.
 *
 * @param round counted from 1
 * @param test the case, such as {@code query-16}
 * @param target whose figures
 * @param values the figures
 */
public record Sample(int round, String test, String target, Map<Metric, Double> values) {

  /** Copies. */
  public Sample {
    values = Map.copyOf(values);
  }
}

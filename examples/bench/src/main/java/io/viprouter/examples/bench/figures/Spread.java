package io.viprouter.examples.bench.figures;

import java.util.Arrays;
import java.util.Collection;

/**
 * Several measurements of the same thing. Immutable.
 *
 * @param median the middle one; of an even number the mean of the middle two
 * @param min the smallest
 * @param max the largest
 * @param count how many, at least 1
 */
public record Spread(double median, double min, double max, int count) {

  /**
   * Sums up.
   *
   * @param values at least one
   * @return their spread
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: none; at least one is needed");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[0], sorted[n - 1], n);
  }

  /**
   * The geometric mean, the only one that is fair to ratios.
   *
   * @param values positive ones, at least one
   * @return their mean
   * @throws IllegalArgumentException if there is none, or one is not positive
   */
  public static double geometricMean(double... values) {
    if (values.length == 0 || Arrays.stream(values).anyMatch(v -> !(v > 0))) {
      throw new IllegalArgumentException(
          "values: " + Arrays.toString(values) + "; at least one, and all above 0");
    }
    return Math.exp(Arrays.stream(values).map(Math::log).average().orElseThrow());
  }
}

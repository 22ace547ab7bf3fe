package io.viprouter.core.policy;

import java.util.stream.IntStream;

/**
 * Whose turn it is. In any run of as many tickets as the weights add up to, each gets exactly its
 * weight, spread out rather than in a row; with equal weights it is simply {@code ticket % n}.
 */
final class WeightedTurn {

  private static final double GOLDEN = 0.618;

  private WeightedTurn() {}

  /**
   * The one whose turn it is.
   *
   * @param weights at least one, each positive
   * @param ticket number of the turn, from 0
   * @return index of a weight
   */
  static int of(IntStream weights, long ticket) {
    int[] all = weights.toArray();
    int least = IntStream.of(all).min().orElseThrow();
    int total = IntStream.of(all).sum();
    if (total == least * all.length) {
      return (int) (ticket % all.length);
    }
    long slot = ticket % total * stride(total) % total;
    int index = 0;
    for (long left = slot; left >= all[index]; index++) {
      left -= all[index];
    }
    return index;
  }

  /** A step that visits every slot of the circle once, in leaps: coprime to its length. */
  private static long stride(int total) {
    int step = Math.max(1, (int) (total * GOLDEN));
    while (gcd(step, total) != 1) {
      step++;
    }
    return step;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}

package io.viprouter.core.policy;

import java.util.stream.IntStream;

/**
 * Whose turn it is. In any run of as many tickets as the weights add up to, each gets exactly its
 * weight, spread out rather than in a row; with equal weights it is simply {@code ticket % n}.
 *
 * <p>The turns of weight {@code w} are thought to stand at {@code 1/2w, 3/2w, 5/2w ...} of a
 * circle; a ticket takes the next one round it.
 */
final class WeightedTurn {

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
    int common = IntStream.of(all).reduce(0, WeightedTurn::gcd);
    int total = IntStream.of(all).sum() / common;
    long slot = ticket % total;
    if (total == all.length) {
      return (int) slot;
    }
    // What stands before (slot - n) / total of the circle is surely taken, and less than 2n is
    // left.
    int[] taken = new int[all.length];
    long left = slot;
    for (int i = 0; i < all.length && slot > all.length; i++) {
      taken[i] = (int) ((2L * (all[i] / common) * (slot - all.length) + total) / (2L * total));
      left -= taken[i];
    }
    int turn = next(all, taken);
    for (; left > 0; left--) {
      taken[turn]++;
      turn = next(all, taken);
    }
    return turn;
  }

  /** The one whose next turn stands first: the least of (2 * taken + 1) / weight. */
  private static int next(int[] weights, int[] taken) {
    int first = 0;
    for (int i = 1; i < weights.length; i++) {
      if ((2 * taken[i] + 1) * weights[first] < (2 * taken[first] + 1) * weights[i]) {
        first = i;
      }
    }
    return first;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}

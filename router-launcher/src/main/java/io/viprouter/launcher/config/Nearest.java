package io.viprouter.launcher.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody may have meant. Stateless. */
public final class Nearest {

  /** Longer words are nobody's slip of the pen, and comparing them takes its time. */
  private static final int LONGEST = 64;

  private Nearest() {}

  /** A tail for a message: {@code ; did you mean 'x'?}, or nothing. */
  static String hint(String written, Collection<String> known) {
    return find(written, known).map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  /**
   * The closest of the known words, if it is close: about one slip in three letters.
   *
   * @param written what somebody wrote; '_' counts as '-'
   * @param known the words, in lower case and with '-'
   * @return empty if none is close
   */
  public static Optional<String> find(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = plain(written);
    int bound = Math.max(1, Math.min(written.length() / 3, 4));
    return known.stream()
        .sorted()
        .filter(word -> distance(plain, plain(word)) <= bound)
        .min(Comparator.comparingInt(word -> distance(plain, plain(word))));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Insertions, deletions, replacements and swaps of neighbours between two words. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}

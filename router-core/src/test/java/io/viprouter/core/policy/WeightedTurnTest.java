package io.viprouter.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedTurnTest {

  private static final long SEED = Long.getLong("seed", 20_170_401L);

  @Test
  void equalWeightsTakeTurnsInOrder() {
    for (int weight : new int[] {1, 2, 100}) {
      for (int n = 1; n <= 5; n++) {
        int[] weights = new int[n];
        Arrays.fill(weights, weight);
        for (long ticket = 0; ticket < 3L * n; ticket++) {
          assertThat(turn(weights, ticket)).isEqualTo((int) (ticket % n));
        }
      }
    }
  }

  @Test
  void eachGetsExactlyItsWeightInAnyRunOfTheirSum() {
    for (int a = 1; a <= 6; a++) {
      for (int b = 1; b <= 6; b++) {
        for (int c = 1; c <= 6; c++) {
          int[] weights = {a, b, c};
          for (long start = 0; start < 3; start++) {
            assertThat(counts(weights, start, a + b + c))
                .as("%s from %s", Arrays.toString(weights), start)
                .containsExactly(weights);
          }
        }
      }
    }
  }

  @Test
  void eachGetsExactlyItsWeightHoweverLargeTheNumbers() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      int[] weights = random.ints(2 + random.nextInt(63), 1, 101).toArray();
      int total = IntStream.of(weights).sum();
      long start = random.nextLong() >>> 2;
      if (IntStream.of(weights).distinct().count() > 1) {
        assertThat(counts(weights, start, total))
            .as("seed %s, round %s", SEED, round)
            .containsExactly(weights);
      }
    }
  }

  private static int[] counts(int[] weights, long start, int tickets) {
    int[] counts = new int[weights.length];
    for (long ticket = start; ticket < start + tickets; ticket++) {
      counts[turn(weights, ticket)]++;
    }
    return counts;
  }

  private static int turn(int[] weights, long ticket) {
    return WeightedTurn.of(IntStream.of(weights), ticket);
  }

  @Test
  void turnsAreSpreadOut() {
    assertThat(sequence(1, 2, 3)).isEqualTo("CBACBC");
    assertThat(sequence(2, 4)).isEqualTo("BABBAB");
    assertThat(sequence(1, 1, 2)).isEqualTo("CABC");
    assertThat(sequence(1, 9)).isEqualTo("BBBBABBBBB");
  }

  private static String sequence(int... weights) {
    StringBuilder turns = new StringBuilder();
    for (int ticket = 0; ticket < IntStream.of(weights).sum(); ticket++) {
      turns.append((char) ('A' + WeightedTurn.of(IntStream.of(weights), ticket)));
    }
    return turns.toString();
  }
}

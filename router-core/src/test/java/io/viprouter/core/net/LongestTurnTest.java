package io.viprouter.core.net;

import static io.viprouter.core.net.LongestTurn.WINDOW_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One hiccup is seen for a while and then forgotten. */
class LongestTurnTest {

  private static final long START = Long.MAX_VALUE - WINDOW_NANOS;

  private final LongestTurn longest = new LongestTurn();

  @Test
  void theLongestCounts() {
    assertThat(longest.nanos(START)).isZero();
    longest.took(START, START + 5);
    longest.took(START + 10, START + 13);
    assertThat(longest.nanos(START + 20)).isEqualTo(5);
    longest.took(START + 20, START + 29);
    assertThat(longest.nanos(START + 30)).isEqualTo(9);
  }

  @Test
  void itIsForgottenAfterTwoWindows() {
    longest.took(START, START + 9);
    long second = START + 9 + WINDOW_NANOS;
    longest.took(second - 1, second);
    assertThat(longest.nanos(second)).isEqualTo(9);
    long third = second + WINDOW_NANOS;
    longest.took(third - 2, third);
    assertThat(longest.nanos(third)).isEqualTo(2);
  }

  @Test
  void aLoopThatSleptHasNoLongTurns() {
    longest.took(START, START + 9);
    assertThat(longest.nanos(START + 9 + 2 * WINDOW_NANOS)).isZero();
    long later = START + 3 * WINDOW_NANOS;
    longest.took(later - 1, later);
    assertThat(longest.nanos(later)).isEqualTo(1);
  }
}

package io.viprouter.core.net;

import static io.viprouter.core.net.LongestTurn.WINDOW_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One hiccup is seen for a while and then forgotten. */
class LongestTurnTest {

  /** Monotonic clocks may run over. */
  private final long start = Long.sum(Long.MAX_VALUE, -WINDOW_NANOS);

  private final LongestTurn longest = new LongestTurn();

  @Test
  void theLongestCounts() {
    assertThat(longest.nanos(start)).isZero();
    longest.took(start, start + 5);
    longest.took(start + 10, start + 13);
    assertThat(longest.nanos(start + 20)).isEqualTo(5);
    longest.took(start + 20, start + 29);
    assertThat(longest.nanos(start + 30)).isEqualTo(9);
  }

  @Test
  void itIsForgottenAfterTwoWindows() {
    longest.took(start, start + 9);
    long second = start + 9 + WINDOW_NANOS;
    longest.took(second - 1, second);
    assertThat(longest.nanos(second)).isEqualTo(9);
    long third = second + WINDOW_NANOS;
    longest.took(third - 2, third);
    assertThat(longest.nanos(third)).isEqualTo(2);
  }

  @Test
  void aLoopThatSleptHasNoLongTurns() {
    longest.took(start, start + 9);
    assertThat(longest.nanos(start + 9 + 2 * WINDOW_NANOS)).isZero();
    long later = start + 3 * WINDOW_NANOS;
    longest.took(later - 1, later);
    assertThat(longest.nanos(later)).isEqualTo(1);
  }
}

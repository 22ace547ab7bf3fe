package io.viprouter.vrrp.election;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {

  @ParameterizedTest
  @CsvSource({
    // version, priority, interval ms, skew us, down us
    "2, 80, 1000, 687500, 3687500",
    "2, 120, 1000, 531250, 3531250",
    "2, 80, 2000, 687500, 6687500", // version 2: the interval does not scale the skew
    "2, 255, 1000, 3906, 3003906",
    "2, 1, 255000, 996093, 765996093",
    "3, 80, 1000, 687500, 3687500",
    "3, 80, 100, 68750, 368750",
    "3, 254, 10, 78, 30078", // multiplied before divided
    "3, 1, 40950, 40790039, 163640039",
  })
  void skewAndDown(int version, int priority, long intervalMs, long skewUs, long downUs) {
    long interval = intervalMs * 1_000_000;
    assertThat(Timing.skewNanos(version, priority, interval) / 1000).isEqualTo(skewUs);
    assertThat(Timing.downNanos(version, priority, interval) / 1000).isEqualTo(downUs);
  }
}

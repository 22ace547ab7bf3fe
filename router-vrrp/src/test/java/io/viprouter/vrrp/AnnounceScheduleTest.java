package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnnounceScheduleTest {

  private static final long MILLI = 1_000_000L;

  /** Times are far from zero, and pass the end of the number range. */
  private static final long START = beforeTheEnd();

  private static long beforeTheEnd() {
    return Long.MAX_VALUE - 3_000 * MILLI;
  }

  private static AnnounceSchedule schedule(long delayMs, int repeat, long refreshMs) {
    return new AnnounceSchedule(
        new GratuitousArp(Duration.ofMillis(delayMs), repeat, Duration.ofMillis(refreshMs)));
  }

  @Test
  void aBurstNowAndOneLaterAndNoMore() {
    AnnounceSchedule schedule = schedule(5_000, 5, 0);
    assertThat(schedule.waitNanos(START)).isEqualTo(Long.MAX_VALUE);
    schedule.request(START);
    assertThat(schedule.waitNanos(START)).isZero();
    assertThat(schedule.due(START)).isEqualTo(5);
    assertThat(schedule.due(START)).isZero();
    assertThat(schedule.waitNanos(START + 1_000 * MILLI)).isEqualTo(4_000 * MILLI);
    assertThat(schedule.due(START + 5_000 * MILLI - 1)).isZero();
    assertThat(schedule.due(START + 5_000 * MILLI)).isEqualTo(5);
    assertThat(schedule.waitNanos(START + 5_001 * MILLI)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void requestsThatComeTooEarlyAreDelayedNotForgotten() {
    AnnounceSchedule schedule = schedule(0, 3, 0);
    schedule.request(START);
    assertThat(schedule.due(START)).isEqualTo(3);
    int total = 0;
    for (int ms = 1; ms <= 100; ms++) {
      schedule.request(START + ms * MILLI);
      total += schedule.due(START + ms * MILLI);
    }
    assertThat(total).isEqualTo(5 * 3);
    schedule.request(START + 101 * MILLI);
    assertThat(schedule.due(START + 101 * MILLI)).isZero();
    assertThat(schedule.due(START + 120 * MILLI)).isEqualTo(3);
  }

  @Test
  void singleOnesGoAlongWithAdvertisements() {
    AnnounceSchedule schedule = schedule(0, 5, 50);
    schedule.advertised(START);
    assertThat(schedule.due(START)).as("not before it is on").isZero();
    schedule.request(START);
    assertThat(schedule.due(START)).isEqualTo(5);
    schedule.advertised(START + 49 * MILLI);
    assertThat(schedule.due(START + 49 * MILLI)).isZero();
    schedule.advertised(START + 50 * MILLI);
    assertThat(schedule.due(START + 50 * MILLI)).isEqualTo(1);
  }

  @Test
  void nothingAfterTheEnd() {
    AnnounceSchedule schedule = schedule(1_000, 5, 1);
    schedule.request(START);
    schedule.advertised(START);
    schedule.stop();
    assertThat(schedule.due(START + 2_000 * MILLI)).isZero();
    assertThat(schedule.waitNanos(START)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule(0, 0, 0))
        .withMessage("gratuitous-arp.repeat: 0, must be 1 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule(-1, 1, 0))
        .withMessageContaining("gratuitous-arp.delay");
    assertThatIllegalArgumentException().isThrownBy(() -> schedule(0, 1, 86_400_001));
  }
}

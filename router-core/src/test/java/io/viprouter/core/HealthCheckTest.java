package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HealthCheckTest {

  private static final HealthCheck DEFAULT = HealthCheck.DEFAULT;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(DEFAULT)
        .isEqualTo(
            new HealthCheck(
                HealthCheck.Kind.GREETING,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                2,
                3));
    assertThat(HealthCheck.NONE).isEqualTo(DEFAULT.withKind(HealthCheck.Kind.NONE));
  }

  @Test
  void copiesDifferInOnePoint() {
    HealthCheck tcp = DEFAULT.withKind(HealthCheck.Kind.TCP);

    assertThat(tcp.withIntervals(SECOND, HOUR).withTimeout(SECOND).withCounts(4, 5))
        .isEqualTo(new HealthCheck(HealthCheck.Kind.TCP, SECOND, HOUR, SECOND, 4, 5));
    assertThat(tcp.withKind(HealthCheck.Kind.GREETING)).isEqualTo(DEFAULT);
  }

  @Test
  void everyBoundaryIsAllowed() {
    Duration least = Duration.ofMillis(10);

    assertThatCode(() -> DEFAULT.withIntervals(least, least)).doesNotThrowAnyException();
    assertThatCode(() -> DEFAULT.withIntervals(HOUR, DAY)).doesNotThrowAnyException();
    assertThatCode(() -> DEFAULT.withTimeout(Duration.ofMillis(1))).doesNotThrowAnyException();
    assertThatCode(() -> DEFAULT.withTimeout(Duration.ofMinutes(1))).doesNotThrowAnyException();
    assertThatCode(() -> DEFAULT.withCounts(1, 100)).doesNotThrowAnyException();
    assertThatCode(() -> DEFAULT.withCounts(100, 1)).doesNotThrowAnyException();
  }

  static Stream<Arguments> refused() {
    Duration little = Duration.ofMillis(9);
    return Stream.of(
        refused(
            () -> DEFAULT.withIntervals(little, HOUR), "health interval is 9 ms; 10 ms to 3600 s"),
        refused(
            () -> DEFAULT.withIntervals(HOUR.plusSeconds(1), HOUR),
            "health interval is 3601 s; 10 ms to 3600 s"),
        refused(
            () -> DEFAULT.withIntervals(SECOND, little),
            "health idle-interval is 9 ms; 10 ms to 86400 s"),
        refused(
            () -> DEFAULT.withIntervals(SECOND, DAY.plusSeconds(1)),
            "health idle-interval is 86401 s; 10 ms to 86400 s"),
        refused(() -> DEFAULT.withTimeout(Duration.ZERO), "health timeout is 0 s; 1 ms to 60 s"),
        refused(
            () -> DEFAULT.withTimeout(Duration.ofSeconds(61)),
            "health timeout is 61 s; 1 ms to 60 s"),
        refused(() -> DEFAULT.withCounts(0, 1), "health rise is 0; 1 to 100"),
        refused(() -> DEFAULT.withCounts(101, 1), "health rise is 101; 1 to 100"),
        refused(() -> DEFAULT.withCounts(1, 0), "health fall is 0; 1 to 100"),
        refused(() -> DEFAULT.withCounts(1, 101), "health fall is 101; 1 to 100"),
        refused(() -> keepAlive(0, 1, 1), "keep-alive idle is 0 s; 1 s to 32767 s"),
        refused(() -> keepAlive(32_768_000, 1, 1), "keep-alive idle is 32768 s; 1 s to 32767 s"),
        refused(() -> keepAlive(1_500, 1, 1), "keep-alive idle is 1500 ms; whole seconds"),
        refused(() -> keepAlive(1_000, 999, 1), "keep-alive interval is 999 ms; 1 s to 32767 s"),
        refused(() -> keepAlive(1_000, 1_001, 1), "keep-alive interval is 1001 ms; whole seconds"),
        refused(() -> keepAlive(1_000, 1_000, 0), "keep-alive count is 0; 1 to 127"),
        refused(() -> keepAlive(1_000, 1_000, 128), "keep-alive count is 128; 1 to 127"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void beyondItIsRefusedWithFieldValueAndRule(Supplier<Object> made, String message) {
    assertThatThrownBy(made::get).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void keepAliveBoundariesAreAllowed() {
    assertThatCode(() -> keepAlive(1_000, 1_000, 1)).doesNotThrowAnyException();
    assertThatCode(() -> keepAlive(32_767_000, 32_767_000, 127)).doesNotThrowAnyException();
  }

  @Test
  void keepAliveGivesUpAfter85SecondsByDefault() {
    KeepAlive by = KeepAlive.DEFAULT;

    assertThat(by.idle().plus(by.interval().multipliedBy(by.count())))
        .isEqualTo(Duration.ofSeconds(85));
  }

  private static KeepAlive keepAlive(long idleMillis, long intervalMillis, int count) {
    return new KeepAlive(Duration.ofMillis(idleMillis), Duration.ofMillis(intervalMillis), count);
  }

  private static Arguments refused(Supplier<Object> made, String message) {
    return Arguments.of(made, message);
  }
}

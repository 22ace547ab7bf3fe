package io.viprouter.launcher.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.launcher.notify.TrackVerdict.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers of commands amount to. */
final class TrackRulesTest {

  /** Plays answers, {@code +} and {@code -}, and writes the first letter of each state. */
  private static String played(String answers, int rise, int fall) {
    TrackVerdict verdict = TrackVerdict.UNKNOWN;
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < answers.length(); i++) {
      verdict = verdict.after(answers.charAt(i) == '+', new TrackCommand.Rule(rise, fall, 0));
      states.append(verdict.state().name().charAt(0));
    }
    return states.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "+-+-, 1, 1, PFPF",
    "-, 3, 3, F",
    "+, 3, 3, P",
    "+--+---+, 1, 3, PPPPPPFP",
    "-++-+++-, 3, 1, FFFFFFPF",
    "+-+-+-, 2, 2, PPPPPP",
    "--++--, 2, 2, FFFPPF"
  })
  void riseAndFall(String answers, int rise, int fall, String states) {
    assertThat(played(answers, rise, fall)).isEqualTo(states);
  }

  private static TrackSum sum(int weight, State state) {
    return TrackSum.NOTHING.and(new TrackCommand.Rule(1, 1, weight), state);
  }

  @ParameterizedTest
  @CsvSource({
    "0, UNKNOWN, false, 0",
    "0, PASSED, true, 0",
    "0, FAILED, false, 0",
    "20, UNKNOWN, true, 0",
    "20, PASSED, true, 20",
    "20, FAILED, true, 0",
    "-20, UNKNOWN, true, 0",
    "-20, PASSED, true, 0",
    "-20, FAILED, true, -20"
  })
  void weights(int weight, State state, boolean fit, int delta) {
    assertThat(sum(weight, state)).isEqualTo(new TrackSum(fit, delta));
  }

  @Test
  void weightsAddUp() {
    TrackSum sum =
        TrackSum.NOTHING
            .and(new TrackCommand.Rule(1, 1, 30), State.PASSED)
            .and(new TrackCommand.Rule(1, 1, -50), State.FAILED)
            .and(new TrackCommand.Rule(1, 1, 0), State.PASSED);
    assertThat(sum).isEqualTo(new TrackSum(true, -20));
    assertThat(sum.priority(120)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"100, 0, 100", "100, 253, 254", "100, -253, 1", "255, -200, 255", "1, -1, 1"})
  void priorityIsClamped(int base, int delta, int priority) {
    assertThat(new TrackSum(true, delta).priority(base)).isEqualTo(priority);
  }

  @Test
  void ranges() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new TrackCommand.Rule(0, 1, 0)).hasMessageContaining("rise: '0'");
    assertThatThrownBy(() -> new TrackCommand.Rule(1, 0, 0)).hasMessageContaining("fall");
    assertThatThrownBy(() -> new TrackCommand.Rule(1, 1, 254)).hasMessageContaining("weight");
    assertThatThrownBy(() -> new TrackCommand.Pace(Duration.ZERO, second))
        .hasMessageContaining("interval");
    assertThatThrownBy(() -> new TrackCommand.Pace(second, Duration.ofHours(2)))
        .hasMessageContaining("timeout");
    assertThatThrownBy(
            () ->
                new TrackCommand(
                    "c",
                    List.of(),
                    new TrackCommand.Pace(second, second),
                    new TrackCommand.Rule(1, 1, 0),
                    ""))
        .hasMessageContaining("command");
  }
}

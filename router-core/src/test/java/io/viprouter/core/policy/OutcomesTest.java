package io.viprouter.core.policy;

import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Strategy;
import io.viprouter.core.policy.Outcome.ServerRefused;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each outcome does to slots, health and position. */
class OutcomesTest {

  private final PoolStory story = PoolStory.of(Strategy.FIRST_AVAILABLE, "a", "b");

  static Stream<Outcome> thatFreeTheSlot() {
    return Stream.of(
        new Outcome.DialFailed(server("a"), "refused", false),
        new ServerRefused(server("a"), 1040, "Too many connections"),
        new ServerRefused(server("a"), 1129, "Host is blocked"),
        new Outcome.RouterAtFault(server("a"), "no file descriptor"),
        new Outcome.Closed(server("a")));
  }

  static Stream<Outcome> thatLeaveTheSlot() {
    return Stream.of(
        new Outcome.Greeted(server("a")),
        new Outcome.Heard(server("a")),
        new Outcome.ProbeSucceeded(server("a")),
        new Outcome.ProbeFailed(server("a"), "refused", false),
        new Outcome.ProbeAbandoned(server("a")));
  }

  @ParameterizedTest
  @MethodSource("thatFreeTheSlot")
  void endOfADialOrSessionFreesItsSlot(Outcome outcome) {
    story.changes(p -> p.dialing(server("a"), true)).changes(p -> p.dialing(server("a"), true));

    story.happens(outcome);

    assertThat(story.member("a").active()).isEqualTo(1);
    assertThat(story.member("b").active()).isZero();
  }

  @ParameterizedTest
  @MethodSource("thatLeaveTheSlot")
  void whateverElseHappensLeavesTheSlotTaken(Outcome outcome) {
    story.changes(p -> p.dialing(server("a"), true));

    story.happens(outcome);

    assertThat(story.member("a").active()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource({"thatFreeTheSlot", "thatLeaveTheSlot"})
  void outcomeOfAStrangerIsIgnored(Outcome outcome) {
    PoolStory others = PoolStory.of(Strategy.FIRST_AVAILABLE, "x", "y");
    DestinationPool before = others.pool;

    assertThat(others.happens(outcome).pool).isSameAs(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1040, 1041, 1135, 1203, 1226})
  void fullServerMovesNothingAndCountsNothing(int code) {
    for (int i = 0; i < 10; i++) {
      story.changes(p -> p.dialing(server("a"), true));
      story.happens(new ServerRefused(server("a"), code, "full"));
    }

    assertThat(story.health("a").failures()).isZero();
    assertThat(story.health("a").lastError()).isEmpty();
    assertThat(story.current()).contains("a");
  }

  @ParameterizedTest
  @ValueSource(ints = {1129, 1130, 1053, 1, 65535})
  void serverThatRefusesForAnotherReasonIsIll(int code) {
    story.happens(new ServerRefused(server("a"), code, "go away"));

    assertThat(story.health("a").failures()).isEqualTo(1);
    assertThat(story.current()).contains("b");

    story.happens(new ServerRefused(server("a"), code, "go away"));
    story.happens(new ServerRefused(server("a"), code, "go away"));

    assertThat(story.health("a").up()).isFalse();
    assertThat(story.member("a").tier()).as("it does speak").isEqualTo(Member.Tier.LAST_RESORT);
  }

  @Test
  void refusalsAreToldInWords() {
    assertThat(new ServerRefused(server("a"), 1053, "Server shutdown in progress").cause())
        .isEqualTo("refuses connections (1053): Server shutdown in progress");
    assertThat(new ServerRefused(server("a"), 1129, "Host 'r' is blocked").cause())
        .isEqualTo("blocks this host (1129); run FLUSH HOSTS there: Host 'r' is blocked");
  }

  @Test
  void faultOfTheRouterNeverQuarantinesNorMoves() {
    for (int i = 0; i < 1000; i++) {
      story.changes(p -> p.dialing(server("a"), true));
      story.happens(new Outcome.RouterAtFault(server("a"), "too many open files"));
    }

    assertThat(story.health("a").up()).isTrue();
    assertThat(story.health("a").failures()).isZero();
    assertThat(story.current()).contains("a");
  }

  @Test
  void failuresOfClientsAndProbesAddUp() {
    story.happens(new Outcome.ProbeFailed(server("a"), "x", false)).dialFails("a", false);
    assertThat(story.health("a").up()).isTrue();

    story.happens(new ServerRefused(server("a"), 1053, "bye"));

    assertThat(story.health("a").up()).isFalse();
  }

  @Test
  void probesFailureMovesOnOnlyByQuarantine() {
    story.happens(new Outcome.ProbeFailed(server("a"), "x", false));
    story.happens(new Outcome.ProbeFailed(server("a"), "x", false));
    assertThat(story.current()).contains("a");

    story.happens(new Outcome.ProbeFailed(server("a"), "x", false));
    assertThat(story.current()).contains("b");
  }

  @Test
  void everyOutcomeNamesItsDestination() {
    List<Outcome> all = Stream.concat(thatFreeTheSlot(), thatLeaveTheSlot()).toList();

    assertThat(all).allMatch(outcome -> outcome.destination().equals(server("a")));
  }
}

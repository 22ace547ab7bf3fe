package io.viprouter.core.policy;

import static io.viprouter.core.policy.PoolStory.RECHECK;
import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sequences that MySQL Router's own tests play for {@code first-available}. */
class FirstAvailableTest {

  private final PoolStory story = PoolStory.of(Strategy.FIRST_AVAILABLE, "a", "b", "c");

  @Test
  void typicalFailover() {
    assertThat(story.client()).containsExactly("a");
    assertThat(story.client()).containsExactly("a");
    story.refuses("a");
    assertThat(story.client()).containsExactly("a", "b");
    assertThat(story.client()).containsExactly("b");
    story.up("a");
    assertThat(story.client()).as("never back by itself").containsExactly("b");
    story.passes(Duration.ofSeconds(2));
    assertThat(story.client()).containsExactly("b");
    story.refuses("b");
    assertThat(story.client()).containsExactly("b", "c");
    assertThat(story.client()).containsExactly("c");
    story.refuses("c");
    assertThat(story.client()).as("round in a circle").containsExactly("c", "a");
    assertThat(story.client()).containsExactly("a");
  }

  @Test
  void firstDownAtTheStart() {
    story.refuses("a");

    assertThat(story.client()).containsExactly("a", "b");
    assertThat(story.client()).containsExactly("b");
  }

  @Test
  void secondDownAtTheStart() {
    story.refuses("b");

    assertThat(story.client()).containsExactly("a");
    story.refuses("a");
    assertThat(story.client()).containsExactly("a", "b", "c");
    assertThat(story.client()).containsExactly("c");
  }

  @Test
  void allDownAndRecovery() {
    story.refuses("a", "b", "c");

    assertThat(story.client()).containsExactly("a", "b", "c", "-");
    assertThat(story.client()).containsExactly("a", "b", "c", "-");
    story.up("b");
    assertThat(story.client()).containsExactly("a", "b");
    assertThat(story.client()).containsExactly("b");
  }

  @Test
  void killTwoThenTheThirdThenOneComesBack() {
    story.refuses("a", "b");
    assertThat(story.client()).endsWith("c");
    story.refuses("c");
    assertThat(story.client()).endsWith("-");
    story.up("a");
    assertThat(story.client()).endsWith("a");
  }

  @Test
  void quarantineMovesThePositionEvenIfNoClientComes() {
    story.refuses("a").passes(RECHECK.multipliedBy(4));

    assertThat(story.health("a").up()).isFalse();
    assertThat(story.current()).contains("b");
    assertThat(story.client()).containsExactly("b");
  }

  @Test
  void restoredMemberIsNotReturnedTo() {
    story.refuses("a").passes(Duration.ofSeconds(5)).up("a").passes(Duration.ofSeconds(5));

    assertThat(story.health("a").up()).isTrue();
    assertThat(story.client()).containsExactly("b");
  }

  @Test
  void firstToRecoverIsTakenWhenAllWereQuarantined() {
    story.refuses("a", "b", "c").passes(Duration.ofSeconds(5));
    assertThat(story.pool.usable()).isFalse();

    story.up("c").passes(Duration.ofSeconds(5));

    assertThat(story.current()).contains("c");
    assertThat(story.client()).containsExactly("c");
  }

  /** As a router sees it whose own cable is pulled; two databases accept writes, one has them. */
  @Test
  void whoeverWasCutFromAllComesBackToTheOneThatServed() {
    for (int millis = 100; millis < 20_000; millis += 100) {
      PoolStory cut = PoolStory.of(Strategy.FIRST_AVAILABLE, "a", "b");
      cut.client();
      cut.silent("a", "b");
      for (int i = 0; i < millis / 100; i++) {
        cut.client();
        cut.passes(Duration.ofMillis(100));
      }
      cut.up("b", "a").passes(Duration.ofSeconds(20));
      assertThat(cut.current()).as("after %d ms", millis).contains("a");
      assertThat(cut.client()).containsExactly("a");
    }
  }

  @Test
  void whoeverWasCutFromAllTakesAnotherIfOnlyThatIsThere() {
    PoolStory cut = PoolStory.of(Strategy.FIRST_AVAILABLE, "a", "b");
    cut.client();
    cut.silent("a", "b").client();
    cut.passes(Duration.ofSeconds(10)).up("b").passes(Duration.ofSeconds(10));
    assertThat(cut.client()).containsExactly("b");
    cut.silent("a", "b").passes(Duration.ofSeconds(10)).up("a", "b").passes(Duration.ofSeconds(10));
    assertThat(cut.current()).as("b has served meanwhile").contains("b");
  }

  @Test
  void slowSuccessAtAnOldPlaceMovesNothingBack() {
    story.changes(p -> p.dialing(server("a"), true)).changes(p -> p.dialing(server("a"), true));
    story.dialFails("a", true);
    assertThat(story.current()).contains("b");

    story.happens(new Outcome.Greeted(server("a")));

    assertThat(story.current()).contains("b");
    assertThat(story.client()).containsExactly("b");
  }

  @Test
  void twoDialsThatFailTogetherMoveOnlyOnce() {
    story.dialsFail("a", 2);

    assertThat(story.current()).contains("b");
  }

  @Test
  void failureOfAnotherMemberMovesNothing() {
    story.dialFails("c", false);

    assertThat(story.current()).contains("a");
  }

  @Test
  void aSingleServerIsTriedByEveryClient() {
    PoolStory single = PoolStory.of(Strategy.FIRST_AVAILABLE, "a");
    single.refuses("a");

    for (int i = 0; i < 5; i++) {
      assertThat(single.client()).containsExactly("a", "-");
    }
    assertThat(single.up("a").client()).containsExactly("a");
  }

  @Test
  void drainOfTheCurrentMovesOnAndUndrainDoesNotMoveBack() {
    story.changes(p -> p.draining(server("a"), true, story.now));
    assertThat(story.current()).contains("b");

    story.changes(p -> p.draining(server("a"), false, story.now));
    assertThat(story.current()).contains("b");
  }

  @Test
  void failbackReturnsToTheFirstUsable() {
    story.dialsFail("a", 3).dialFails("b", false);
    assertThat(story.current()).contains("c");

    story.changes(p -> p.failback(false, story.now));

    assertThat(story.current()).as("a is quarantined, b only suspect").contains("b");
  }

  @Test
  void failbackNeedsAUsableMember() {
    story.dialsFail("a", 3).dialsFail("b", 3).dialsFail("c", 3);

    assertThatThrownBy(() -> story.pool.failback(false, story.now))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no destination is usable");
  }
}

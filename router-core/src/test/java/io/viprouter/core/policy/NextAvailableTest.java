package io.viprouter.core.policy;

import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The read-write mode of MySQL Router 2.1: walks on, never back. */
class NextAvailableTest {

  private final PoolStory story = PoolStory.of(Strategy.NEXT_AVAILABLE, "a", "b", "c");

  @Test
  void walksOnAndNeverBack() {
    assertThat(story.client()).containsExactly("a");
    story.refuses("a");
    assertThat(story.client()).containsExactly("a", "b");
    story.up("a").passes(Duration.ofMinutes(5));
    assertThat(story.client()).containsExactly("b");
    story.refuses("b");
    assertThat(story.client()).containsExactly("b", "c");
    assertThat(story.current()).contains("c");
  }

  @Test
  void spentListRefusesWithoutTryingUntilFailback() {
    story.refuses("a", "b", "c");
    assertThat(story.client()).containsExactly("a", "b", "c", "-");

    story.up("a", "b", "c").passes(Duration.ofMinutes(5));

    assertThat(story.client()).containsExactly("-");
    assertThat(story.plan()).isEmpty();
    assertThat(story.current()).isEmpty();
    assertThat(story.pool.usable()).isFalse();

    story.changes(p -> p.failback(false, story.now));

    assertThat(story.client()).containsExactly("a");
    assertThat(story.pool.usable()).isTrue();
  }

  @Test
  void quarantineAloneMovesNothing() {
    story.refuses("a").passes(Duration.ofSeconds(10));

    assertThat(story.health("a").up()).isFalse();
    assertThat(story.current()).contains("a");
    assertThat(story.client()).containsExactly("a", "b");
  }

  @Test
  void twoDialsThatFailTogetherMoveOnlyOnce() {
    story.dialsFail("a", 2);

    assertThat(story.current()).contains("b");
  }

  @Test
  void slowSuccessAtAnOldPlaceMovesNothingBack() {
    story.dialFails("a", true).happens(new Outcome.Greeted(server("a")));

    assertThat(story.current()).contains("b");
  }

  @Test
  void drainedMembersAreSteppedOver() {
    story.changes(p -> p.draining(server("b"), true, story.now));

    assertThat(story.plan()).containsExactly("a", "c");
    story.refuses("a");
    assertThat(story.client()).containsExactly("a", "c");
  }

  @Test
  void failureBehindADrainedMemberMovesOnToo() {
    story.changes(p -> p.draining(server("a"), true, story.now)).refuses("b");
    assertThat(story.current()).contains("b");

    assertThat(story.client()).containsExactly("b", "c");

    assertThat(story.current()).contains("c");
    assertThat(story.client()).as("b is not tried by every client").containsExactly("c");
  }

  @Test
  void undrainedMemberIsReturnedToOnlyWhileNothingFailed() {
    story.changes(p -> p.draining(server("a"), true, story.now)).client();
    story.changes(p -> p.draining(server("a"), false, story.now));
    assertThat(story.client()).containsExactly("a");

    story.changes(p -> p.draining(server("a"), true, story.now)).refuses("b").client();
    story.changes(p -> p.draining(server("a"), false, story.now));
    assertThat(story.client()).containsExactly("c");
  }

  @Test
  void failbackGoesToTheFirstThatIsNotDrainingWhateverItsHealth() {
    story.dialsFail("a", 3).dialsFail("b", 3).dialsFail("c", 3);
    story
        .changes(p -> p.draining(server("a"), true, story.now))
        .changes(p -> p.failback(false, story.now));

    assertThat(story.plan()).containsExactly("b", "c");
  }

  @Test
  void failbackNeedsOneThatIsNotDraining() {
    for (String name : new String[] {"a", "b", "c"}) {
      story.changes(p -> p.draining(server(name), true, story.now));
    }

    assertThatThrownBy(() -> story.pool.failback(false, story.now))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void spentListStaysSpentWhenTheSectionIsUpdatedToTheSame() {
    RoutingSection same =
        PoolStory.section(Strategy.NEXT_AVAILABLE, PoolStory.PROBES, "a", "b", "c");
    story.refuses("a", "b", "c").client();

    story.changes(p -> p.updated(same, story.now));

    assertThat(story.client()).containsExactly("-");
  }

  @Test
  void placeInTheListSurvivesAReorder() {
    RoutingSection reordered =
        PoolStory.section(Strategy.NEXT_AVAILABLE, PoolStory.PROBES, "b", "c", "a");
    story.refuses("a").client();
    assertThat(story.current()).contains("b");

    story.changes(p -> p.updated(reordered, story.now));

    assertThat(story.plan()).containsExactly("b", "c", "a");
  }
}

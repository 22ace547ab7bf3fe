package io.viprouter.core.policy;

import static io.viprouter.core.DestinationState.MAINTENANCE;
import static io.viprouter.core.DestinationState.QUARANTINED;
import static io.viprouter.core.DestinationState.UP;
import static io.viprouter.core.policy.PoolStory.PROBES;
import static io.viprouter.core.policy.PoolStory.section;
import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Strategy;
import io.viprouter.core.policy.PoolChange.CurrentMoved;
import io.viprouter.core.policy.PoolChange.StateChanged;
import io.viprouter.core.policy.PoolChange.UsableChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolChangeTest {

  private final PoolStory story = PoolStory.of(Strategy.FIRST_AVAILABLE, "a", "b", "c");
  private DestinationPool before = story.pool;

  @Test
  void nothingChangedIsNothingTold() {
    story.client();

    assertThat(changes()).isEmpty();
  }

  @Test
  void aFailureIsNoQuarantine() {
    story.dialFails("b", false);

    assertThat(changes()).isEmpty();
  }

  @Test
  void quarantineIsToldWithItsCause() {
    story.dialsFail("b", 2);
    before = story.pool;

    story.happens(new Outcome.ProbeFailed(server("b"), "no greeting in 1000 ms", true));

    assertThat(changes())
        .containsExactly(new StateChanged(server("b"), UP, QUARANTINED, "no greeting in 1000 ms"));
  }

  @Test
  void furtherFailuresInQuarantineAreNoNews() {
    story.dialsFail("b", 3);
    before = story.pool;

    story.dialsFail("b", 3);

    assertThat(changes()).isEmpty();
  }

  @Test
  void restorationIsToldOnceItHasRisen() {
    story.dialsFail("b", 3);
    before = story.pool;
    story.happens(new Outcome.ProbeSucceeded(server("b")));
    assertThat(changes()).isEmpty();

    story.happens(new Outcome.ProbeSucceeded(server("b")));

    assertThat(changes())
        .containsExactly(new StateChanged(server("b"), QUARANTINED, UP, "answers again"));
  }

  @Test
  void moveComesLast() {
    story.dialsFail("c", 3).dialsFail("a", 3);

    assertThat(changes())
        .containsExactly(
            new StateChanged(server("a"), UP, QUARANTINED, "down"),
            new StateChanged(server("c"), UP, QUARANTINED, "down"),
            new CurrentMoved(server("a"), server("b")));
  }

  @Test
  void drainMovesButIsNoQuarantine() {
    story.changes(p -> p.draining(server("a"), true, story.now));

    assertThat(changes())
        .containsExactly(
            new StateChanged(server("a"), UP, MAINTENANCE, "drained, no session left"),
            new CurrentMoved(server("a"), server("b")));
  }

  @Test
  void endOfAWalkHasNoPlaceToMoveTo() {
    PoolStory walk = PoolStory.of(Strategy.NEXT_AVAILABLE, "a");
    before = walk.pool;

    walk.dialFails("a", false);

    assertThat(PoolChange.between(before, walk.pool))
        .containsExactly(new UsableChanged(false, "the list of destinations is spent"));
  }

  @Test
  void lossOfTheLastUsableOneIsToldWithWhatIsWrongWithEach() {
    story.changes(p -> p.draining(server("a"), true, story.now)).dialsFail("b", 3);
    assertThat(changes()).noneMatch(UsableChanged.class::isInstance);
    before = story.pool;

    story.happens(new Outcome.ProbeFailed(server("c"), "no greeting in 1000 ms", true));
    assertThat(changes()).as("a suspect is usable").isEmpty();
    story.dialsFail("c", 2);

    assertThat(changes())
        .containsExactly(
            new StateChanged(server("c"), UP, QUARANTINED, "down"),
            new UsableChanged(
                false,
                "a:3306 maintenance (drained, no session left); b:3306 quarantined (down);"
                    + " c:3306 quarantined (down)"));
  }

  @Test
  void firstToComeBackMakesTheSectionUsable() {
    story.dialsFail("a", 3).dialsFail("b", 3).dialsFail("c", 3);
    before = story.pool;

    for (int i = 0; i < 20; i++) {
      story.happens(new Outcome.ProbeSucceeded(server("b")));
    }

    assertThat(changes()).contains(new UsableChanged(true, "b:3306 usable"));
  }

  @Test
  void aWalkIsUsableOnlyByWhatIsAhead() {
    PoolStory walk = PoolStory.of(Strategy.NEXT_AVAILABLE, "a", "b");
    walk.dialFails("a", false);
    before = walk.pool;

    for (int i = 0; i < 3; i++) {
      walk.happens(new Outcome.ProbeFailed(server("b"), "down", false));
    }

    assertThat(PoolChange.between(before, walk.pool))
        .containsExactly(
            new StateChanged(server("b"), UP, QUARANTINED, "down"),
            new UsableChanged(false, "b:3306 quarantined (down)"));
  }

  @Test
  void whoComesWithAnUpdateIsNoNews() {
    story.changes(p -> p.updated(section(Strategy.FIRST_AVAILABLE, PROBES, "d", "a"), story.now));

    assertThat(changes()).isEmpty();
  }

  @Test
  void whoComesBackAfterBeingQuarantinedBeginsAnew() {
    story.dialsFail("c", 3);
    story.changes(p -> p.updated(section(Strategy.FIRST_AVAILABLE, PROBES, "a"), story.now));
    before = story.pool;

    story.changes(p -> p.updated(section(Strategy.FIRST_AVAILABLE, PROBES, "a", "c"), story.now));

    assertThat(changes()).isEmpty();
    assertThat(story.health("c").up()).isTrue();
  }

  private List<PoolChange> changes() {
    return PoolChange.between(before, story.pool);
  }
}

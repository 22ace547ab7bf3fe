package io.viprouter.core.policy;

import static io.viprouter.core.policy.PoolStory.IDLE;
import static io.viprouter.core.policy.PoolStory.INTERVAL;
import static io.viprouter.core.policy.PoolStory.RECHECK;
import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a pool learns that a member is ill, and well again. */
class QuarantineTest {

  private final PoolStory story = PoolStory.of(Strategy.ROUND_ROBIN, "a", "b", "c");

  @Test
  void allAreLookedAtOnceAtTheStartAndThenOnlyWhenIdle() {
    assertThat(story.due()).containsExactly("a", "b", "c");

    story.passes(Duration.ZERO);

    assertThat(story.probed).containsExactly("a", "b", "c");
    assertThat(story.due()).isEmpty();
    assertThat(story.untilNextLook()).isEqualTo(IDLE);
  }

  @Test
  void idleMembersAreProbedOnlyAfterTheIdleInterval() {
    story.passes(Duration.ZERO).probed.clear();

    story.passes(IDLE.minusNanos(1));
    assertThat(story.probed).isEmpty();

    story.passes(Duration.ofNanos(1));
    assertThat(story.probed).containsExactly("a", "b", "c");
  }

  @Test
  void trafficThatIsHeardSavesTheProbe() {
    story.passes(Duration.ZERO).probed.clear();
    story.passes(IDLE.minusSeconds(1)).happens(new Outcome.Heard(server("a")));

    story.passes(Duration.ofSeconds(1));

    assertThat(story.probed).containsExactly("b", "c");
  }

  @Test
  void aProbeUnderWayIsNotDueAgain() {
    story.changes(p -> p.lookedAt(server("a"), story.now));

    assertThat(story.due()).containsExactly("b", "c");
    assertThat(story.passesUnseen(Duration.ofHours(1)).due()).containsExactly("b", "c");
  }

  @Test
  void nothingIsDueWhileAllAreProbed() {
    for (String name : new String[] {"a", "b", "c"}) {
      story.changes(p -> p.lookedAt(server(name), story.now));
    }

    assertThat(story.pool.nextDeadline()).isEmpty();
  }

  @Test
  void abandonedProbeIsMadeAgainSoonAndCountsNothing() {
    story.passes(Duration.ZERO);
    story.changes(p -> p.lookedAt(server("a"), story.now));

    story.happens(new Outcome.ProbeAbandoned(server("a")));

    assertThat(story.health("a").failures()).isZero();
    assertThat(story.untilNextLook()).isEqualTo(RECHECK);
  }

  @Test
  void suspectIsLookedAtAtOnceThenEveryQuarterOfTheInterval() {
    story.passes(Duration.ZERO).refuses("a").probed.clear();
    story.dialFails("a", false);
    assertThat(story.due()).containsExactly("a");

    story.passes(Duration.ZERO);
    assertThat(story.health("a").failures()).isEqualTo(2);
    assertThat(story.untilNextLook()).isEqualTo(RECHECK);

    story.passesUnseen(RECHECK).look();
    assertThat(story.probed).containsExactly("a", "a");
    assertThat(story.health("a").up()).isFalse();
  }

  @Test
  void whenOneIsLostTheOthersAreLookedAtAtOnce() {
    story.passes(Duration.ZERO).probed.clear();
    story.dialFails("a", false);
    assertThat(story.due()).containsExactly("a");

    story.dialsFail("a", 2);

    assertThat(story.due()).containsExactly("b", "c");
  }

  @Test
  void aSessionThatBreaksBringsALookForward() {
    story.passes(Duration.ZERO);
    assertThat(story.due()).isEmpty();

    story.changes(p -> p.doubted(server("b"), story.now));

    assertThat(story.due()).containsExactly("b");
    assertThat(story.health("b").failures()).as("but is no failure").isZero();
  }

  @Test
  void lossOfAllIsSeenWithoutTraffic() {
    story.passes(Duration.ZERO).refuses("a").silent("b", "c");

    story.passes(IDLE.plus(RECHECK.multipliedBy(4)));

    assertThat(story.pool.usable()).isFalse();
  }

  @Test
  void lossOfAllIsSeenAtOnceWhenTrafficMeetsTheFirst() {
    story.passes(Duration.ZERO).refuses("a", "b", "c");

    story.dialFails("a", false).passes(RECHECK.multipliedBy(4));

    assertThat(story.pool.usable()).isFalse();
  }

  @Test
  void quarantinedIsProbedEveryIntervalAndBackAfterRise() {
    story.passes(Duration.ZERO).dialsFail("a", 3).refuses("a").passes(Duration.ZERO);
    story.probed.clear();
    assertThat(story.untilNextLook()).isEqualTo(INTERVAL);

    story.passes(INTERVAL.multipliedBy(3));
    assertThat(story.probed).containsExactly("a", "a", "a");

    story.up("a").passes(INTERVAL);
    assertThat(story.health("a").up()).as("one good answer").isFalse();
    assertThat(story.untilNextLook()).isEqualTo(RECHECK);

    story.passes(RECHECK);
    assertThat(story.health("a").up()).as("two").isTrue();
    assertThat(story.plan()).contains("a");
  }

  @Test
  void silentQuarantinedIsNotTriedEvenAsTheLast() {
    story.silent("a", "b", "c").passes(Duration.ofSeconds(2));

    assertThat(story.plan()).isEmpty();
    assertThat(story.client()).containsExactly("-");
  }

  @Test
  void refusingQuarantinedIsTriedAsTheLast() {
    story.refuses("a").silent("b").passes(Duration.ofSeconds(2));

    assertThat(story.plan()).containsExactly("c", "a");
    story.up("a").refuses("c");
    assertThat(story.client()).containsExactly("c", "a");
  }

  @Test
  void silentOneThatSpeaksAgainIsALastResortUntilItHasRisen() {
    story.silent("a", "b", "c").passes(Duration.ofSeconds(2));

    story.happens(new Outcome.ProbeSucceeded(server("b")));

    assertThat(story.plan()).containsExactly("b");
    assertThat(story.pool.usable()).isFalse();
  }

  @Test
  void clientsGreetedByALastResortHelpItRise() {
    PoolStory single = PoolStory.of(Strategy.ROUND_ROBIN, "a").refuses("a");
    single.passes(Duration.ofSeconds(1)).up("a");
    assertThat(single.pool.usable()).isFalse();

    single.client();
    single.client();

    assertThat(single.pool.usable()).isTrue();
  }

  @Test
  void membersInTheBestStandingNeedNoNews() {
    story.dialFails("a", false);

    assertThat(story.pool.awaitsNewsOf(server("a"))).isTrue();
    assertThat(story.pool.awaitsNewsOf(server("b"))).isFalse();
    assertThat(story.client()).as("a is suspect").doesNotContain("a");
  }

  @Test
  void withoutProbesNothingIsDueUntilSomethingFails() {
    PoolStory blind = PoolStory.withoutProbes(Strategy.ROUND_ROBIN, "a", "b");

    assertThat(blind.pool.nextDeadline()).isEmpty();
    assertThat(blind.dialsFail("a", 2).untilNextLook()).isEqualTo(RECHECK);
    assertThat(blind.dialsFail("a", 1).untilNextLook()).isEqualTo(INTERVAL);
  }

  @Test
  void withoutProbesAClientTriesAQuarantinedOneOncePerInterval() {
    PoolStory blind = PoolStory.withoutProbes(Strategy.PRIMARY_PREFERRED, "a", "b");
    blind.silent("a").dialFails("a", true).dialFails("a", true).dialFails("a", true);
    assertThat(blind.client()).containsExactly("b");

    blind.passes(INTERVAL);

    assertThat(blind.member("a").tier()).isEqualTo(Member.Tier.WELL);
    assertThat(blind.member("a").health().up()).as("on parole").isFalse();
    assertThat(blind.client()).as("its one chance").containsExactly("a", "b");
    assertThat(blind.member("a").tier()).isEqualTo(Member.Tier.OUT);
    assertThat(blind.client()).containsExactly("b");
    assertThat(blind.pool.nextDeadline()).isPresent();
  }

  @Test
  void paroledOneIsWellOnceItHasGreetedItsRiseCount() {
    PoolStory blind = PoolStory.withoutProbes(Strategy.ROUND_ROBIN, "a");
    blind.dialsFail("a", 3).passes(INTERVAL);

    assertThat(blind.client()).containsExactly("a");
    assertThat(blind.member("a").health().well()).isFalse();
    assertThat(blind.client()).containsExactly("a");
    assertThat(blind.member("a").health().well()).isTrue();
  }
}

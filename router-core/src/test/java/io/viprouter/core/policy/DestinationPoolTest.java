package io.viprouter.core.policy;

import static io.viprouter.core.policy.PoolStory.PROBES;
import static io.viprouter.core.policy.PoolStory.section;
import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import io.viprouter.core.WeightedDestination;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, drain and update of a pool. What it learns of health stands in QuarantineTest. */
class DestinationPoolTest {

  private final PoolStory story = PoolStory.of(Strategy.ROUND_ROBIN, "a", "b", "c");

  @Test
  void everyClientOfRoundRobinTakesATicket() {
    assertThat(IntStream.range(0, 6).mapToObj(i -> story.client().get(0)))
        .containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void onlyTheFirstDialOfAClientTakesATicket() {
    story.refuses("a").client();

    assertThat(story.up("a").client()).as("the second ticket").containsExactly("c");
  }

  @Test
  void aMemberAtItsLimitIsSteppedOver() {
    PoolStory limited = limited(Strategy.FIRST_AVAILABLE, 2);

    assertThat(limited.client()).containsExactly("a");
    assertThat(limited.client()).containsExactly("a");
    assertThat(limited.pool.full()).isTrue();
    assertThat(limited.client()).containsExactly("b");
    assertThat(limited.current()).as("being full moves nothing").contains("a");

    assertThat(limited.leaves("a").client()).containsExactly("a");
  }

  @Test
  void aDialTakesItsSlotAtOnce() {
    PoolStory limited = limited(Strategy.ROUND_ROBIN, 1);

    limited.changes(p -> p.dialing(server("a"), true));

    assertThat(limited.pool.pick(List.of())).contains(server("b"));
  }

  @Test
  void clientsAreTurnedAwayWhenAllAreFull() {
    PoolStory limited = limited(Strategy.FIRST_AVAILABLE, 1);
    limited.changes(p -> p.draining(server("b"), true, story.now));

    assertThat(limited.client()).containsExactly("a");
    assertThat(limited.client()).containsExactly("-");
    assertThat(limited.pool.full()).as("the reason").isTrue();
    assertThat(limited.pool.usable()).isTrue();
  }

  @Test
  void aFullMemberThatIsOutIsNoReason() {
    PoolStory limited = limited(Strategy.FIRST_AVAILABLE, 1);
    limited.client();

    limited.changes(p -> p.draining(server("a"), true, story.now));

    assertThat(limited.pool.full()).isFalse();
  }

  @Test
  void pickLeavesOutWhatWasTried() {
    assertThat(story.pool.pick(List.of(server("a")))).contains(server("b"));
    assertThat(story.pool.pick(List.of(server("a"), server("b")))).contains(server("c"));
    assertThat(story.pool.pick(List.of(server("c"), server("a"), server("b")))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ROUND_ROBIN_WITH_FALLBACK")
  void drainedMembersGetNoNewClients(Strategy strategy) {
    PoolStory any = PoolStory.of(strategy, "a", "b");

    any.changes(p -> p.draining(server("a"), true, story.now));
    assertThat(any.plan()).containsExactly("b");

    any.changes(p -> p.draining(server("a"), false, story.now));
    assertThat(any.plan()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void drainingStrangersIsAMistake() {
    assertThatThrownBy(() -> story.pool.draining(server("x"), true, story.now))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("destination x:3306 is none of the section's");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FIRST_AVAILABLE", "NEXT_AVAILABLE", "ROUND_ROBIN_WITH_FALLBACK"})
  void failbackIsForStickyStrategies(Strategy strategy) {
    assertThatThrownBy(() -> PoolStory.of(strategy, "a").pool.failback(false, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("strategy " + strategy.key() + " has no current destination to move back");
  }

  @Test
  void spreadingStrategiesHaveNoCurrent() {
    assertThat(story.current()).isEmpty();
  }

  @Test
  void primaryPreferredGoesBackToThePrimaryOnceItHasRisen() {
    PoolStory primary = PoolStory.of(Strategy.PRIMARY_PREFERRED, "a", "b");
    assertThat(primary.current()).contains("a");

    primary.dialsFail("a", 3);
    assertThat(primary.current()).contains("b");
    primary.happens(new Outcome.ProbeSucceeded(server("a")));
    assertThat(primary.current()).contains("b");
    primary.happens(new Outcome.ProbeSucceeded(server("a")));

    assertThat(primary.current()).contains("a");
  }

  @Test
  void primaryPreferredNamesTheFirstWhenNobodyIsLeft() {
    PoolStory primary = PoolStory.of(Strategy.PRIMARY_PREFERRED, "a", "b").silent("a", "b");
    primary.passes(PoolStory.INTERVAL);

    assertThat(primary.plan()).isEmpty();
    assertThat(primary.current()).contains("a");
  }

  @Test
  void updateKeepsHealthDrainAndCountOfWhoStays() {
    story.dialsFail("a", 3).changes(p -> p.dialing(server("b"), true));
    story.changes(p -> p.draining(server("c"), true, story.now));
    List<Member> before = story.pool.members();

    story.changes(p -> p.updated(section(Strategy.ROUND_ROBIN, PROBES, "c", "d", "b", "a"), 7));

    assertThat(story.member("a")).isEqualTo(before.get(0));
    assertThat(story.member("b")).isEqualTo(before.get(1));
    assertThat(story.member("c")).isEqualTo(before.get(2));
    assertThat(story.member("d"))
        .isEqualTo(
            Member.fresh(
                spec("d", 0),
                false,
                HealthRules.of(section(Strategy.FIRST_AVAILABLE, PROBES, "d")),
                7));
    assertThat(story.pool.members())
        .extracting(m -> m.destination().host())
        .containsExactly("c", "d", "b", "a");
  }

  @Test
  void updateForgetsWhoGoes() {
    story.changes(p -> p.updated(section(Strategy.ROUND_ROBIN, PROBES, "b"), story.now));

    assertThat(story.pool.member(server("a"))).isEmpty();
    assertThat(story.plan()).containsExactly("b");
    assertThat(story.leaves("a").plan()).containsExactly("b");
  }

  @Test
  void updateBringsNewWeightsAndLimits() {
    story.client();

    story.changes(p -> p.updated(limitedSection(Strategy.ROUND_ROBIN, 1), story.now));

    assertThat(story.member("a").full()).isTrue();
  }

  @Test
  void positionFollowsItsDestinationThroughAReorder() {
    PoolStory sticky = PoolStory.of(Strategy.FIRST_AVAILABLE, "a", "b", "c");
    sticky.dialFails("a", false);

    sticky.changes(p -> p.updated(section(Strategy.FIRST_AVAILABLE, PROBES, "c", "b"), 0));

    assertThat(sticky.current()).contains("b");
  }

  @Test
  void positionReturnsToTheFirstWhenItsDestinationGoes() {
    PoolStory sticky = PoolStory.of(Strategy.FIRST_AVAILABLE, "a", "b", "c");
    sticky.dialFails("a", false);

    sticky.changes(p -> p.updated(section(Strategy.FIRST_AVAILABLE, PROBES, "a", "c"), 0));

    assertThat(sticky.current()).contains("a");
  }

  @Test
  void anotherStrategyBeginsAtTheFirstThatIsUsable() {
    PoolStory walk = PoolStory.of(Strategy.NEXT_AVAILABLE, "a", "b", "c");
    walk.dialsFail("a", 3).dialFails("b", false);

    walk.changes(p -> p.updated(section(Strategy.FIRST_AVAILABLE, PROBES, "a", "b", "c"), 0));

    assertThat(walk.current()).contains("b");
  }

  @Test
  void fallbackMembersStandBehindTheList() {
    RoutingSection section =
        RoutingSection.builder("ro")
            .strategy(Strategy.ROUND_ROBIN_WITH_FALLBACK)
            .health(PROBES)
            .destination(server("a"))
            .fallback(server("f"))
            .build();
    PoolStory ro = PoolStory.of(section);

    assertThat(ro.pool.members()).extracting(Member::fallback).containsExactly(false, true);
    assertThat(ro.client()).containsExactly("a");
    assertThat(ro.refuses("a").client()).containsExactly("a", "f");
  }

  @Test
  void poolsAreValues() {
    DestinationPool before = story.pool;

    story.dialsFail("a", 3).client();

    assertThat(before.member(server("a")).orElseThrow().health().up()).isTrue();
    assertThat(before.plan().asList()).containsExactly(0, 1, 2);
  }

  private static PoolStory limited(Strategy strategy, int most) {
    return PoolStory.of(limitedSection(strategy, most));
  }

  private static RoutingSection limitedSection(Strategy strategy, int most) {
    return RoutingSection.builder("rw")
        .strategy(strategy)
        .health(PROBES)
        .destination(spec("a", most))
        .destination(spec("b", 0))
        .build();
  }

  private static WeightedDestination spec(String name, int most) {
    return new WeightedDestination(server(name), 1, most);
  }
}

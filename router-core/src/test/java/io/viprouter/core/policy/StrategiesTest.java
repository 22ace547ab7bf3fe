package io.viprouter.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Strategy;
import io.viprouter.core.policy.Member.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every strategy with every combination of conditions of up to four members. */
class StrategiesTest {

  private static final int TICKETS = 12;

  private interface Check {
    void of(List<Member> members, int position, long ticket, List<Integer> plan);
  }

  @ParameterizedTest
  @EnumSource
  void neverNamesAMemberTwiceNorOneThatIsDraining(Strategy strategy) {
    everyPlan(
        strategy,
        (members, position, ticket, plan) -> {
          assertThat(plan).doesNotHaveDuplicates();
          assertThat(plan).allMatch(i -> i >= 0 && i < members.size());
          assertThat(plan).noneMatch(i -> members.get(i).draining());
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEXT_AVAILABLE")
  void namesExactlyThoseThatAreNotOut(Strategy strategy) {
    everyPlan(
        strategy,
        (members, position, ticket, plan) ->
            assertThat(plan)
                .containsExactlyInAnyOrderElementsOf(
                    indexes(members).stream()
                        .filter(i -> members.get(i).tier() != Tier.OUT)
                        .toList()));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"PRIMARY_PREFERRED", "ROUND_ROBIN", "LEAST_CONNECTIONS"})
  void prefersWellToSuspectToLastResort(Strategy strategy) {
    everyPlan(
        strategy, (members, position, ticket, plan) -> assertThat(tiers(members, plan)).isSorted());
  }

  @Test
  void firstAvailableBeginsAtItsPositionAndGoesRoundLastResortsAfterTheUsable() {
    everyPlan(
        Strategy.FIRST_AVAILABLE,
        (members, position, ticket, plan) -> {
          ToIntFunction<Integer> steps = i -> Math.floorMod(i - position, members.size());
          assertThat(plan)
              .isSortedAccordingTo(
                  Comparator.comparing((Integer i) -> !members.get(i).usable())
                      .thenComparingInt(steps));
        });
  }

  @Test
  void nextAvailableWalksFromItsPositionToTheEndWhateverTheHealth() {
    everyPlan(
        Strategy.NEXT_AVAILABLE,
        (members, position, ticket, plan) ->
            assertThat(plan)
                .containsExactlyElementsOf(
                    indexes(members).stream()
                        .filter(i -> i >= position && !members.get(i).draining())
                        .toList()));
  }

  @Test
  void nextAvailableIsSpentBehindTheLast() {
    for (List<Member> members : Members.everyPool()) {
      assertThat(plan(Strategy.NEXT_AVAILABLE, members, members.size(), 0)).isEmpty();
    }
  }

  @Test
  void primaryPreferredKeepsTheOrderOfTheListWithinATier() {
    everyPlan(
        Strategy.PRIMARY_PREFERRED,
        (members, position, ticket, plan) ->
            assertThat(plan)
                .isSortedAccordingTo(
                    Comparator.comparing((Integer i) -> members.get(i).tier())
                        .thenComparingInt(i -> i)));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"FIRST_AVAILABLE", "NEXT_AVAILABLE", "PRIMARY_PREFERRED"})
  void strategiesThatDoNotSpreadIgnoreTheTicket(Strategy strategy) {
    everyPlan(
        strategy,
        (members, position, ticket, plan) ->
            assertThat(plan).isEqualTo(plan(strategy, members, position, 0)));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FIRST_AVAILABLE", "NEXT_AVAILABLE"})
  void strategiesThatAreNotStickyIgnoreThePosition(Strategy strategy) {
    everyPlan(
        strategy,
        (members, position, ticket, plan) ->
            assertThat(plan).isEqualTo(plan(strategy, members, 0, ticket)));
  }

  @Test
  void roundRobinTurnsEachTierLikeAWheel() {
    everyPlan(
        Strategy.ROUND_ROBIN,
        (members, position, ticket, plan) -> {
          for (Tier tier : Tier.values()) {
            List<Integer> same = plan.stream().filter(i -> members.get(i).tier() == tier).toList();
            assertThat(isRotationOfAscending(same)).as("%s of %s", tier, plan).isTrue();
          }
        });
  }

  @Test
  void roundRobinGivesEachOfTheBestTierTheSameNumberOfTickets() {
    for (List<Member> members : Members.everyPool()) {
      Map<Integer, Integer> firsts = firsts(Strategy.ROUND_ROBIN, members, TICKETS);
      List<Integer> best = best(members);
      if (!best.isEmpty()) {
        assertThat(firsts.keySet()).containsExactlyInAnyOrderElementsOf(best);
        assertThat(firsts.values()).allMatch(n -> n == TICKETS / best.size());
      }
    }
  }

  @Test
  void fallbackComesOnlyAfterAllUsableOfTheListAndLastResortsComeLast() {
    everyPlanWithFallback(
        (members, position, ticket, plan) -> {
          List<Integer> rank =
              plan.stream()
                  .map(
                      i -> {
                        Member member = members.get(i);
                        int lastResort = member.usable() ? 0 : 4;
                        int fallback = member.fallback() ? 2 : 0;
                        return lastResort + fallback + (member.tier() == Tier.SUSPECT ? 1 : 0);
                      })
                  .toList();
          assertThat(rank).isSorted();
        });
  }

  @Test
  void fallbackListIsUsedInTurnWhenNoneOfTheListIsUsable() {
    List<Member> members =
        List.of(
            Members.member(0, Members.Condition.REFUSING),
            Members.member(1, Members.Condition.SILENT),
            Members.asFallback(Members.member(2, Members.Condition.WELL)),
            Members.asFallback(Members.member(3, Members.Condition.WELL)));

    assertThat(plan(Strategy.ROUND_ROBIN_WITH_FALLBACK, members, 0, 0)).containsExactly(2, 3, 0);
    assertThat(plan(Strategy.ROUND_ROBIN_WITH_FALLBACK, members, 0, 1)).containsExactly(3, 2, 0);
  }

  @Test
  void leastConnectionsOrdersEachTierBySessionsForTheWeight() {
    everyPlan(
        Strategy.LEAST_CONNECTIONS,
        (members, position, ticket, plan) -> {
          ToDoubleFunction<Integer> load =
              i -> (double) members.get(i).active() / members.get(i).spec().weight();
          assertThat(plan)
              .isSortedAccordingTo(
                  Comparator.comparing((Integer i) -> members.get(i).tier())
                      .thenComparingDouble(load));
        });
  }

  @Test
  void leastConnectionsWeighsSessions() {
    List<Member> members =
        List.of(
            Members.member(0, Members.Condition.WELL, 1, 2),
            Members.member(1, Members.Condition.WELL, 4, 7),
            Members.member(2, Members.Condition.WELL, 2, 3));

    assertThat(plan(Strategy.LEAST_CONNECTIONS, members, 0, 0)).containsExactly(2, 1, 0);
  }

  @Test
  void leastConnectionsTakesEqualsInTurn() {
    List<Member> idle =
        IntStream.range(0, 4).mapToObj(i -> Members.member(i, Members.Condition.WELL)).toList();

    Map<Integer, Integer> firsts = firsts(Strategy.LEAST_CONNECTIONS, idle, TICKETS);

    assertThat(firsts).hasSize(4).allSatisfy((index, n) -> assertThat(n).isEqualTo(TICKETS / 4));
  }

  @Test
  void ticketsMayBeLargerThanAnInt() {
    List<Member> members =
        IntStream.range(0, 3)
            .mapToObj(i -> Members.member(i, Members.Condition.WELL, i + 1, 0))
            .toList();

    for (long ticket = Long.MAX_VALUE - 10; ticket > 0; ticket++) {
      assertThat(plan(Strategy.ROUND_ROBIN, members, 0, ticket)).hasSize(3);
    }
  }

  // ---------------------------------------------------------------- how all that is asked

  private static void everyPlan(Strategy strategy, Check check) {
    for (List<Member> members : Members.everyPool()) {
      checkAll(strategy, members, check);
    }
  }

  private static void everyPlanWithFallback(Check check) {
    for (List<Member> members : Members.everyPool()) {
      for (int listed = 0; listed < members.size(); listed++) {
        List<Member> split = new ArrayList<>(members);
        for (int index = listed; index < members.size(); index++) {
          split.set(index, Members.asFallback(members.get(index)));
        }
        checkAll(Strategy.ROUND_ROBIN_WITH_FALLBACK, split, check);
      }
    }
  }

  private static void checkAll(Strategy strategy, List<Member> members, Check check) {
    for (int position = 0; position < members.size(); position++) {
      for (long ticket = 0; ticket < 5; ticket++) {
        check.of(members, position, ticket, plan(strategy, members, position, ticket));
      }
    }
  }

  private static List<Integer> plan(
      Strategy strategy, List<Member> members, int position, long ticket) {
    return Strategies.plan(strategy, members, position, ticket).asList();
  }

  private static List<Integer> indexes(List<Member> members) {
    return IntStream.range(0, members.size()).boxed().toList();
  }

  private static List<Tier> tiers(List<Member> members, List<Integer> plan) {
    return plan.stream().map(i -> members.get(i).tier()).toList();
  }

  private static List<Integer> best(List<Member> members) {
    Tier best = members.stream().map(Member::tier).min(Comparator.naturalOrder()).orElse(Tier.OUT);
    return best == Tier.OUT
        ? List.of()
        : indexes(members).stream().filter(i -> members.get(i).tier() == best).toList();
  }

  private static Map<Integer, Integer> firsts(
      Strategy strategy, List<Member> members, int tickets) {
    Map<Integer, Integer> firsts = new HashMap<>();
    for (long ticket = 0; ticket < tickets; ticket++) {
      plan(strategy, members, 0, ticket).stream()
          .limit(1)
          .forEach(first -> firsts.merge(first, 1, Integer::sum));
    }
    return firsts;
  }

  private static boolean isRotationOfAscending(List<Integer> order) {
    int descents = 0;
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) > order.get((i + 1) % order.size())) {
        descents++;
      }
    }
    return descents <= 1;
  }
}

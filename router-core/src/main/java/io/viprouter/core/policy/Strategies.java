package io.viprouter.core.policy;

import com.google.common.primitives.ImmutableIntArray;
import io.viprouter.core.Strategy;
import io.viprouter.core.policy.Member.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * One pure function for each {@link Strategy}: from the members, where a sticky walk stands and the
 * number of the connection, to the order in which members are to be tried.
 */
final class Strategies {

  private static final List<Tier> TRIED =
      List.of(Tier.WELL, Tier.SUSPECT, Tier.STANDBY, Tier.LAST_RESORT);

  private Strategies() {}

  /**
   * The order to try.
   *
   * @param strategy which function
   * @param members all members of the pool
   * @param position where a sticky strategy stands; for next-available the number of members when
   *     its list is spent
   * @param ticket number of the connection, from 0
   * @return indexes into {@code members}, best first, without those that are out
   */
  static ImmutableIntArray plan(
      Strategy strategy, List<Member> members, int position, long ticket) {
    return ImmutableIntArray.copyOf(
        switch (strategy) {
          case FIRST_AVAILABLE -> firstAvailable(members, position);
          case NEXT_AVAILABLE -> nextAvailable(members, position);
          case PRIMARY_PREFERRED -> byTier(members, m -> true, tier -> tier);
          case ROUND_ROBIN -> byTier(members, m -> true, tier -> rotated(members, tier, ticket));
          case ROUND_ROBIN_WITH_FALLBACK -> withFallback(members, ticket);
          case LEAST_CONNECTIONS ->
              byTier(members, m -> true, tier -> leastFirst(members, tier, ticket));
        });
  }

  /** From where the section stands, round in a circle; those in good standing first. */
  private static List<Integer> firstAvailable(List<Member> members, int position) {
    List<Integer> order = new ArrayList<>();
    List<Integer> standby = new ArrayList<>();
    List<Integer> lastResort = new ArrayList<>();
    for (int step = 0; step < members.size(); step++) {
      int index = (position + step) % members.size();
      switch (members.get(index).tier()) {
        case WELL, SUSPECT -> order.add(index);
        case STANDBY -> standby.add(index);
        case LAST_RESORT -> lastResort.add(index);
        case OUT -> {}
      }
    }
    order.addAll(standby);
    order.addAll(lastResort);
    return order;
  }

  /** From where the walk stands to the end; health plays no part, only attempts move it. */
  private static List<Integer> nextAvailable(List<Member> members, int position) {
    List<Integer> order = new ArrayList<>();
    for (int index = position; index < members.size(); index++) {
      if (!members.get(index).steppedOver()) {
        order.add(index);
      }
    }
    return order;
  }

  /** The fallback list after all usable ones of the list; last resorts at the very end. */
  private static List<Integer> withFallback(List<Member> members, long ticket) {
    List<Integer> order = new ArrayList<>();
    for (boolean lastResort : new boolean[] {false, true}) {
      for (boolean fallback : new boolean[] {false, true}) {
        Predicate<Member> wanted =
            m -> m.fallback() == fallback && (m.tier() == Tier.LAST_RESORT) == lastResort;
        order.addAll(byTier(members, wanted, tier -> rotated(members, tier, ticket)));
      }
    }
    return order;
  }

  private interface Arrangement {
    List<Integer> of(List<Integer> tier);
  }

  private static List<Integer> byTier(
      List<Member> members, Predicate<Member> wanted, Arrangement arrangement) {
    List<Integer> order = new ArrayList<>();
    for (Tier tier : TRIED) {
      List<Integer> same = new ArrayList<>();
      for (int index = 0; index < members.size(); index++) {
        Member member = members.get(index);
        if (member.tier() == tier && wanted.test(member)) {
          same.add(index);
        }
      }
      order.addAll(arrangement.of(same));
    }
    return order;
  }

  /** The tier, beginning with the one whose turn it is by weight. */
  private static List<Integer> rotated(List<Member> members, List<Integer> tier, long ticket) {
    if (tier.size() < 2) {
      return tier;
    }
    int first =
        WeightedTurn.of(tier.stream().mapToInt(i -> members.get(i).spec().weight()), ticket);
    List<Integer> order = new ArrayList<>(tier.subList(first, tier.size()));
    order.addAll(tier.subList(0, first));
    return order;
  }

  /** Fewest sessions for the weight first; among equals, each in turn. */
  private static List<Integer> leastFirst(List<Member> members, List<Integer> tier, long ticket) {
    List<Integer> order = new ArrayList<>(rotated(members, tier, ticket));
    order.sort(
        Comparator.comparingDouble(
            i -> (double) members.get(i).active() / members.get(i).spec().weight()));
    return order;
  }
}

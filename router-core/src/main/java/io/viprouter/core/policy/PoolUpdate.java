package io.viprouter.core.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.viprouter.core.Destination;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import io.viprouter.core.WeightedDestination;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a changed section makes of a pool's members, its leavers and where it stands. */
final class PoolUpdate {

  private PoolUpdate() {}

  /**
   * The members of a section: who stays keeps health, drain and count; who comes back while old
   * sessions are still open keeps their count.
   */
  static ImmutableList<Member> members(
      RoutingSection section,
      List<Member> known,
      Map<Destination, Integer> leavers,
      long nowNanos) {
    HealthRules rules = HealthRules.of(section);
    Map<Destination, Member> byDestination = new HashMap<>();
    known.forEach(member -> byDestination.put(member.destination(), member));
    ImmutableList.Builder<Member> all = ImmutableList.builder();
    for (WeightedDestination spec : section.allDestinations()) {
      boolean fallback = section.fallback().contains(spec);
      Member before = byDestination.get(spec.destination());
      all.add(
          before == null
              ? Member.fresh(spec, fallback, rules, nowNanos)
                  .withActive(leavers.getOrDefault(spec.destination(), 0))
              : before.withSpec(spec, fallback).ruledBy(rules, nowNanos).restated(nowNanos));
    }
    return all.build();
  }

  /** Who is no member any more but still has sessions, and how many. */
  static ImmutableMap<Destination, Integer> leavers(
      List<Member> before, Map<Destination, Integer> leaversBefore, List<Member> after) {
    Map<Destination, Integer> all = new HashMap<>(leaversBefore);
    before.forEach(member -> all.put(member.destination(), member.active()));
    after.forEach(member -> all.remove(member.destination()));
    all.values().removeIf(active -> active == 0);
    return ImmutableMap.copyOf(all);
  }

  /**
   * Where a sticky walk stands among the new members: where it stood, if that one stays; otherwise
   * first-available begins again, and next-available goes on at the first that it has not left
   * behind.
   */
  static Place place(Strategy strategy, List<Member> before, Place place, List<Member> after) {
    int position = place(strategy, before, place.position(), after);
    return place.unproven()
        ? new Place(position, place(strategy, before, place.proven(), after))
        : Place.at(position);
  }

  private static int place(
      Strategy strategy, List<Member> before, int position, List<Member> after) {
    Set<Destination> behind = new HashSet<>();
    for (int i = 0; i < before.size(); i++) {
      if (i == position) {
        int stays = Roster.indexOf(after, before.get(i).destination());
        if (stays >= 0) {
          return stays;
        }
      }
      if (i < position) {
        behind.add(before.get(i).destination());
      }
    }
    if (strategy != Strategy.NEXT_AVAILABLE) {
      return 0;
    }
    int place = 0;
    while (place < after.size() && behind.contains(after.get(place).destination())) {
      place++;
    }
    return place;
  }
}

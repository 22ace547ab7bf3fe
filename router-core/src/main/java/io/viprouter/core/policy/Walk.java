package io.viprouter.core.policy;

import io.viprouter.core.Strategy;
import java.util.List;
import java.util.function.Predicate;

/** Where the walk of a sticky strategy stands, and where it goes. Pure functions. */
final class Walk {

  private Walk() {}

  /** The position, or for next-available the first after it that the walk does not step over. */
  static int standing(Strategy strategy, List<Member> members, int position) {
    int place = position;
    while (strategy == Strategy.NEXT_AVAILABLE
        && place < members.size()
        && members.get(place).steppedOver()) {
      place++;
    }
    return place;
  }

  /**
   * Where a circular walk goes from a member that failed: round to the next of which nothing bad is
   * known. If there is none, back to the last one that answered: each dial tries them all anyway.
   */
  static Place onward(List<Member> members, Place place) {
    int next = next(members, place.position(), Member::takesWalk);
    return place.movedTo(
        next == place.position() && members.get(place.proven()).stays() ? place.proven() : next);
  }

  /**
   * Where a circular walk stands after a change: never at a member that was taken out while another
   * is usable, nor at one that is quarantined while another is well.
   */
  static Place settled(List<Member> members, Place place) {
    Member here = members.get(place.position());
    if (here.usable() || here.awaitsVerdict()) {
      return place;
    }
    return here.stays()
        ? onward(members, place)
        : place.movedTo(next(members, place.position(), Member::usable));
  }

  private static int next(List<Member> members, int position, Predicate<Member> wanted) {
    for (int step = 1; step < members.size(); step++) {
      int index = (position + step) % members.size();
      if (wanted.test(members.get(index))) {
        return index;
      }
    }
    return position;
  }

  /** Where a walk begins: the first that takes connections; the number of members if none does. */
  static int first(Strategy strategy, List<Member> members) {
    int index = 0;
    while (index < members.size() && !takes(strategy, members.get(index))) {
      index++;
    }
    return index;
  }

  private static boolean takes(Strategy strategy, Member member) {
    return strategy == Strategy.NEXT_AVAILABLE ? !member.steppedOver() : member.usable();
  }
}

package io.viprouter.core.policy;

import io.viprouter.core.Strategy;
import java.util.List;

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

  /** Round in a circle; where it stands if no other is usable: then each dial tries them all. */
  static int nextUsable(List<Member> members, int position) {
    for (int step = 1; step < members.size(); step++) {
      int index = (position + step) % members.size();
      if (members.get(index).usable()) {
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

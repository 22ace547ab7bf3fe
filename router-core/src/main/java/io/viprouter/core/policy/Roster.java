package io.viprouter.core.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.viprouter.core.Destination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The members of a pool, and who is no member any more but still has sessions. Immutable.
 *
 * @param members in the order of the section, the fallback last
 * @param leavers how many sessions each still has
 */
record Roster(ImmutableList<Member> members, ImmutableMap<Destination, Integer> leavers) {

  int indexOf(Destination destination) {
    return indexOf(members, destination);
  }

  static int indexOf(List<Member> members, Destination destination) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).destination().equals(destination)) {
        return i;
      }
    }
    return -1;
  }

  /** With one member changed; the same if it is none. */
  Roster change(Destination destination, UnaryOperator<Member> change) {
    int index = indexOf(destination);
    return index < 0 ? this : change(index, change.apply(members.get(index)));
  }

  Roster change(int index, Member changed) {
    ImmutableList.Builder<Member> all = ImmutableList.builderWithExpectedSize(members.size());
    for (int i = 0; i < members.size(); i++) {
      all.add(i == index ? changed : members.get(i));
    }
    return new Roster(all.build(), leavers);
  }

  /** With all members changed. */
  Roster changeAll(UnaryOperator<Member> change) {
    return new Roster(
        members.stream().map(change).collect(ImmutableList.toImmutableList()), leavers);
  }

  /** Whether it is no member any more, but still has sessions. */
  boolean hasLeft(Destination destination) {
    return leavers.containsKey(destination);
  }

  /** A session of a destination that has left has ended. */
  Roster left(Destination destination) {
    Map<Destination, Integer> rest = new HashMap<>(leavers);
    rest.computeIfPresent(destination, (d, active) -> active > 1 ? active - 1 : null);
    return new Roster(members, ImmutableMap.copyOf(rest));
  }

  /** Another that clients may write to now; empty if there is none. */
  String otherWriter(Member than) {
    return members.stream()
        .filter(
            m ->
                !m.destination().equals(than.destination())
                    && m.fitness().kind() == Fitness.Kind.FIT
                    && m.usable())
        .map(m -> m.destination().toString())
        .findFirst()
        .orElse("");
  }
}

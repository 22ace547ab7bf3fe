package io.viprouter.core.policy;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.WeightedDestination;
import io.viprouter.core.policy.Member.Tier;
import java.util.ArrayList;
import java.util.List;

/** Members in every condition, and all combinations of them. */
final class Members {

  /** What can be the matter with a member. */
  enum Condition {
    WELL(Tier.WELL),
    SUSPECT(Tier.SUSPECT),
    REFUSING(Tier.LAST_RESORT),
    SILENT(Tier.OUT),
    DRAINING(Tier.OUT);

    final Tier tier;

    Condition(Tier tier) {
      this.tier = tier;
    }
  }

  private Members() {}

  static Destination destination(int index) {
    return new Destination("db" + index, 3306);
  }

  static Member member(int index, Condition condition) {
    return member(index, condition, 1, 0);
  }

  static Member member(int index, Condition condition, int weight, int active) {
    return new Member(
            new WeightedDestination(destination(index), weight, 0),
            false,
            health(condition),
            Fitness.UNASKED,
            condition == Condition.DRAINING,
            active,
            new Standing(DestinationState.UP, 0, "new"))
        .restated(0);
  }

  static Member asFallback(Member member) {
    return member.withSpec(member.spec(), true);
  }

  static Member well(Member member) {
    return member.withHealth(health(Condition.WELL));
  }

  /** All pools of 1 to 4 members, in every combination of conditions. */
  static List<List<Member>> everyPool() {
    List<List<Member>> all = new ArrayList<>();
    for (int size = 1; size <= 4; size++) {
      int combinations = (int) Math.pow(Condition.values().length, size);
      for (int combination = 0; combination < combinations; combination++) {
        all.add(pool(size, combination));
      }
    }
    return all;
  }

  private static List<Member> pool(int size, int combination) {
    List<Member> members = new ArrayList<>();
    int rest = combination;
    for (int index = 0; index < size; index++) {
      members.add(
          member(index, Condition.values()[rest % Condition.values().length], 1, (index * 7) % 3));
      rest /= Condition.values().length;
    }
    return members;
  }

  private static Health health(Condition condition) {
    return switch (condition) {
      case WELL, DRAINING -> new Health(true, 0, 0, false, 0, 0, Health.Look.NONE, "");
      case SUSPECT -> new Health(true, 1, 0, false, 0, 0, Health.Look.NONE, "refused");
      case REFUSING -> new Health(false, 3, 0, false, 0, 0, Health.Look.NONE, "refused");
      case SILENT -> new Health(false, 3, 0, true, 0, 0, Health.Look.NONE, "no answer");
    };
  }
}

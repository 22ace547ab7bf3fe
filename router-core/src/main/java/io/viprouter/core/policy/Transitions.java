package io.viprouter.core.policy;

import io.viprouter.core.policy.Outcome.Closed;
import io.viprouter.core.policy.Outcome.DialFailed;
import io.viprouter.core.policy.Outcome.Greeted;
import io.viprouter.core.policy.Outcome.Heard;
import io.viprouter.core.policy.Outcome.ProbeAbandoned;
import io.viprouter.core.policy.Outcome.ProbeFailed;
import io.viprouter.core.policy.Outcome.ProbeSucceeded;
import io.viprouter.core.policy.Outcome.ProbeVetoed;
import io.viprouter.core.policy.Outcome.RoleSeen;
import io.viprouter.core.policy.Outcome.RouterAtFault;
import io.viprouter.core.policy.Outcome.ServerRefused;

/** What each outcome makes of a member. The table of health itself stands at {@link Health}. */
final class Transitions {

  private Transitions() {}

  /** What a member becomes; {@code otherWriter} as in {@link Fitness#after}. */
  static Member apply(
      Member member, Outcome outcome, HealthRules rules, String otherWriter, long nowNanos) {
    Health health = member.health();
    if (outcome instanceof DialFailed failed) {
      return released(member)
          .withHealth(health.dialFailed(failed.cause(), failed.silent(), rules, nowNanos));
    }
    if (outcome instanceof ServerRefused refused) {
      return refused.full()
          ? released(member)
          : released(member).withHealth(health.dialFailed(refused.cause(), false, rules, nowNanos));
    }
    if (outcome instanceof RouterAtFault || outcome instanceof Closed) {
      return released(member);
    }
    if (outcome instanceof Greeted || outcome instanceof Heard) {
      return member.withHealth(health.good(false, rules, nowNanos));
    }
    if (outcome instanceof ProbeSucceeded) {
      return member.withHealth(health.good(true, rules, nowNanos));
    }
    if (outcome instanceof ProbeFailed failed) {
      return member.withHealth(
          health.probeFailed(failed.cause(), failed.silent(), rules, nowNanos));
    }
    if (outcome instanceof ProbeAbandoned || outcome instanceof ProbeVetoed) {
      return member.withHealth(health.lookingAt(nowNanos + rules.recheckNanos(), Health.Look.NONE));
    }
    if (outcome instanceof RoleSeen seen) {
      Member judged =
          member.withFitness(member.fitness().after(seen.verdict(), rules, otherWriter));
      return judged.fitness().opposing() > 0
          ? judged.dueAt(nowNanos + rules.recheckNanos())
          : judged;
    }
    throw new IllegalArgumentException("unknown outcome " + outcome);
  }

  /** Whether a sticky strategy that stands at this destination leaves it for this. */
  static boolean movesOn(Outcome outcome) {
    return outcome instanceof DialFailed
        || (outcome instanceof ServerRefused refused && !refused.full());
  }

  /** Whether it shows that the server answers. */
  static boolean answers(Outcome outcome) {
    return outcome instanceof Greeted
        || outcome instanceof Heard
        || outcome instanceof ProbeSucceeded;
  }

  /** Whether it gives a slot back. */
  static boolean releases(Outcome outcome) {
    return outcome instanceof DialFailed
        || outcome instanceof ServerRefused
        || outcome instanceof RouterAtFault
        || outcome instanceof Closed;
  }

  /** One session less. */
  static Member released(Member member) {
    return member.withActive(member.active() - 1);
  }
}

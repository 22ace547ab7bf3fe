package io.viprouter.core.policy;

import io.viprouter.core.DestinationState;

/**
 * The one state of a destination in its section, since when, and why. Immutable. It follows from
 * what is known of the member, in this order of weight: command, health, fitness.
 *
 * <pre>
 *   from                    on                                          to
 *   any                     drain, while it has sessions                DRAINING
 *   any                     drain, with no session                      MAINTENANCE
 *   DRAINING                its last session ends                       MAINTENANCE
 *   DRAINING, MAINTENANCE   undrain                                     as health and fitness say
 *   UP, UNFIT               failure number fall                         QUARANTINED
 *   QUARANTINED             success number rise                         UP, or UNFIT
 *   UP                      wrong role, seen fall times in a row        UNFIT
 *   UNFIT                   right role, seen rise times in a row        UP
 * </pre>
 *
 * @param state the state
 * @param sinceNanos when it was entered
 * @param cause why, in words; of an unfit one, what was found last
 */
public record Standing(DestinationState state, long sinceNanos, String cause) {

  static Standing initial(Member member, long nowNanos) {
    DestinationState state = state(member);
    return new Standing(
        state, nowNanos, state == DestinationState.UP ? "new" : cause(member, state));
  }

  /** The standing that follows for a member of which something has changed. */
  Standing next(Member member, long nowNanos) {
    DestinationState next = state(member);
    if (next != state) {
      return new Standing(
          next, nowNanos, next == DestinationState.UP ? why(member) : cause(member, next));
    }
    return next == DestinationState.UNFIT
        ? new Standing(state, sinceNanos, member.fitness().cause())
        : this;
  }

  private static DestinationState state(Member member) {
    if (member.draining()) {
      return member.active() > 0 ? DestinationState.DRAINING : DestinationState.MAINTENANCE;
    }
    if (!member.health().up()) {
      return DestinationState.QUARANTINED;
    }
    return member.fitness().fit() ? DestinationState.UP : DestinationState.UNFIT;
  }

  private static String cause(Member member, DestinationState state) {
    return switch (state) {
      case DRAINING -> "drained by command";
      case MAINTENANCE -> "drained, no session left";
      case QUARANTINED -> member.health().lastError();
      case UNFIT, UP -> member.fitness().cause();
    };
  }

  /** Why it is up again. */
  private String why(Member member) {
    return switch (state) {
      case DRAINING, MAINTENANCE -> "drain ended by command";
      case QUARANTINED -> "answers again";
      case UNFIT, UP -> member.fitness().cause();
    };
  }
}

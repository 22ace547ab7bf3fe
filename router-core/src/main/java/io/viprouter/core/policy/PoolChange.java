package io.viprouter.core.policy;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator should hear of when one pool follows another. Immutable. */
public sealed interface PoolChange {

  /**
   * A destination changed its state.
   *
   * @param destination which
   * @param from the state it left
   * @param to the state it is in
   * @param cause why
   */
  record StateChanged(
      Destination destination, DestinationState from, DestinationState to, String cause)
      implements PoolChange {}

  /**
   * New connections go elsewhere.
   *
   * @param from where they went
   * @param to where they go
   */
  record CurrentMoved(Destination from, Destination to) implements PoolChange {}

  /**
   * The section has a usable destination now and had none, or the other way round.
   *
   * @param usable whether it has one now
   * @param cause in words
   */
  record UsableChanged(boolean usable, String cause) implements PoolChange {}

  /**
   * Compares two pools.
   *
   * @param before the pool
   * @param after the one that follows
   * @return what changed: in the order of the members, then the move, then whether any is usable
   */
  static List<PoolChange> between(DestinationPool before, DestinationPool after) {
    List<PoolChange> changes = new ArrayList<>();
    for (Member now : after.members()) {
      Optional<Standing> then = before.member(now.destination()).map(Member::standing);
      Standing is = now.standing();
      if (then.isPresent() && then.get().state() != is.state()) {
        changes.add(
            new StateChanged(now.destination(), then.get().state(), is.state(), is.cause()));
      }
    }
    Optional<Destination> from = before.current();
    Optional<Destination> to = after.current();
    if (from.isPresent() && to.isPresent() && !from.equals(to)) {
      changes.add(new CurrentMoved(from.get(), to.get()));
    }
    if (before.usable() != after.usable()) {
      changes.add(new UsableChanged(after.usable(), usableCause(after)));
    }
    return changes;
  }

  private static String usableCause(DestinationPool after) {
    if (after.usable()) {
      return after.ahead().stream()
              .filter(Member::usable)
              .map(member -> member.destination().toString())
              .collect(Collectors.joining(", "))
          + " usable";
    }
    return after.ahead().isEmpty()
        ? "the list of destinations is spent"
        : after.ahead().stream().map(PoolChange::trouble).collect(Collectors.joining("; "));
  }

  private static String trouble(Member member) {
    Standing standing = member.standing();
    return member.destination() + " " + standing.state().key() + " (" + standing.cause() + ")";
  }
}

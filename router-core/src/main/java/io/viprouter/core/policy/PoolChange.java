package io.viprouter.core.policy;

import io.viprouter.core.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator should hear of when one pool follows another. Immutable. */
public sealed interface PoolChange {

  /**
   * A destination fell into quarantine.
   *
   * @param destination which
   * @param cause its last failure
   */
  record Quarantined(Destination destination, String cause) implements PoolChange {}

  /**
   * A destination rose from quarantine.
   *
   * @param destination which
   */
  record Restored(Destination destination) implements PoolChange {}

  /**
   * New connections go elsewhere.
   *
   * @param from where they went
   * @param to where they go
   */
  record CurrentMoved(Destination from, Destination to) implements PoolChange {}

  /**
   * Compares two pools.
   *
   * @param before the pool
   * @param after the one that follows
   * @return what changed, in the order of the members, the move last
   */
  static List<PoolChange> between(DestinationPool before, DestinationPool after) {
    List<PoolChange> changes = new ArrayList<>();
    for (Member now : after.members()) {
      Optional<Member> then = before.member(now.destination());
      boolean wasUp = then.map(m -> m.health().up()).orElse(true);
      if (wasUp && !now.health().up()) {
        changes.add(new Quarantined(now.destination(), now.health().lastError()));
      } else if (!wasUp && now.health().up()) {
        changes.add(new Restored(now.destination()));
      }
    }
    Optional<Destination> from = before.current();
    Optional<Destination> to = after.current();
    if (from.isPresent() && to.isPresent() && !from.equals(to)) {
      changes.add(new CurrentMoved(from.get(), to.get()));
    }
    return changes;
  }
}

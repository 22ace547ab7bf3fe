package io.viprouter.core.health;

/**
 * The transactions that a server has executed, in the notation of its kind. Immutable.
 *
 * <p>MySQL writes sets of intervals, MariaDB the last position of each domain.
 */
public sealed interface ExecutedGtids permits GtidSet, GtidPosition, ExecutedGtids.None {

  /** GTIDs are off or unknown: nothing can be compared. */
  record None() implements ExecutedGtids {
    @Override
    public String lackedBy(ExecutedGtids other) {
      throw new IllegalArgumentException("GTIDs are off, so that nothing can be compared");
    }
  }

  /**
   * What another server lacks of these.
   *
   * @param other what the other has executed
   * @return in the server's own notation; empty if it lacks nothing
   * @throws IllegalArgumentException if the two cannot be compared; the message says why
   */
  String lackedBy(ExecutedGtids other);
}

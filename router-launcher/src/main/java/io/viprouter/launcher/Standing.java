package io.viprouter.launcher;

import io.viprouter.vrrp.Fitness;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * How fit a router is to own the addresses of one virtual router, and why. Immutable.
 *
 * <pre>
 *   a section cannot listen at an address   UNFIT        clients would find nobody
 *   a track command fails, weight 0         UNFIT        the operator says so
 *   a tracked section has no destination    LAST_RESORT  clients would find an error, but all the others may be
 *                                                        no better off
 *   else                                    FIT
 * </pre>
 *
 * @param fitness how fit
 * @param why what is wrong, in words; empty if nothing is
 */
record Standing(Fitness fitness, String why) {

  /** Nothing is wrong. */
  static final Standing FIT = new Standing(Fitness.FIT, "");

  /** Whether others are to hear of it: how fit it is, and why it takes no part. */
  boolean isNews(Standing before) {
    return fitness != before.fitness || (fitness == Fitness.UNFIT && !why.equals(before.why));
  }

  /** The word for the log. */
  String word() {
    return switch (fitness) {
      case FIT -> "fit";
      case LAST_RESORT -> "only a last resort";
      case UNFIT -> "unfit";
    };
  }

  /**
   * Decides.
   *
   * @param deaf where it cannot listen, in words
   * @param failing the track command that fails and makes it unfit, in words; empty if none does
   * @param unusable tracked sections without a usable destination, and why
   */
  static Standing of(List<String> deaf, String failing, SortedMap<String, String> unusable) {
    List<String> wrong = new ArrayList<>(deaf);
    if (!failing.isEmpty()) {
      wrong.add(failing);
    }
    unusable.forEach(
        (section, cause) ->
            wrong.add("section " + section + " has no usable destination (" + cause + ")"));
    if (wrong.isEmpty()) {
      return FIT;
    }
    boolean atAll = deaf.isEmpty() && failing.isEmpty();
    return new Standing(atAll ? Fitness.LAST_RESORT : Fitness.UNFIT, String.join("; ", wrong));
  }
}

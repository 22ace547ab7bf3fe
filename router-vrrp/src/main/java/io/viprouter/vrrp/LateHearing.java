package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Event.AdvertHeard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a router finds in its socket after a long pause. Confined to its driver thread.
 *
 * <p>A paused master must not answer the first advertisement in the queue as if it were news: only
 * the last word of every sender counts, and the best sender is heard first, so that a router that
 * has lost to somebody steps down before it says anything to anybody else.
 */
final class LateHearing {

  private static final Comparator<AdvertHeard> BEST_FIRST =
      Comparator.comparingInt(AdvertHeard::priority).reversed();

  private final List<AdvertHeard> last = new ArrayList<>();

  /** Remembers one; an earlier one of the same sender is forgotten. */
  void add(AdvertHeard heard) {
    last.removeIf(earlier -> earlier.source().equals(heard.source()));
    last.add(heard);
  }

  /** The last word of every sender, the best first; nothing is left. */
  List<AdvertHeard> take() {
    List<AdvertHeard> taken = last.stream().sorted(BEST_FIRST).toList();
    last.clear();
    return taken;
  }
}

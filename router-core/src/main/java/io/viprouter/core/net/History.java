package io.viprouter.core.net;

import com.google.common.collect.ImmutableList;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.policy.PoolChange;

/**
 * The last changes of the destinations of one route. Written by its home loop, read by any thread.
 */
final class History {

  /** A change, and when it was. */
  record Entry(long atNanos, PoolChange.StateChanged change) {}

  private volatile ImmutableList<Entry> entries = ImmutableList.of();

  /** The latest last; any thread. */
  ImmutableList<Entry> entries() {
    return entries;
  }

  void add(PoolChange.StateChanged change, long nowNanos) {
    int forgotten = Math.max(0, entries.size() + 1 - RouteStatus.MAX_HISTORY);
    entries =
        ImmutableList.<Entry>builder()
            .addAll(entries.subList(forgotten, entries.size()))
            .add(new Entry(nowNanos, change))
            .build();
  }
}

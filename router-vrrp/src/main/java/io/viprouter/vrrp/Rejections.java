package io.viprouter.vrrp;

import com.google.common.collect.ImmutableList;
import io.viprouter.vrrp.VrrpStatus.Rejection;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Whose advertisements were dropped last, and why. Written by the driver thread, read by any. What
 * is known already allocates nothing.
 */
final class Rejections {

  static final int REMEMBERED = 16;

  /** A router whose advertisements are dropped sends the next one within this. */
  private static final int INTERVALS = 3;

  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private static final class Entry {
    private final RejectReason reason;
    private final InetAddress sender;
    private volatile long lastNanos;

    Entry(RejectReason reason, InetAddress sender, long lastNanos) {
      this.reason = reason;
      this.sender = sender;
      this.lastNanos = lastNanos;
    }
  }

  private volatile ImmutableList<Entry> entries = ImmutableList.of();

  void note(RejectReason reason, InetAddress sender, long now) {
    List<Entry> known = entries;
    for (int i = 0; i < known.size(); i++) {
      Entry entry = known.get(i);
      if (entry.reason == reason && entry.sender.equals(sender)) {
        entry.lastNanos = now;
        return;
      }
    }
    entries =
        ImmutableList.<Entry>builder()
            .add(new Entry(reason, sender, now))
            .addAll(
                known.stream()
                    .sorted(Comparator.comparingLong(entry -> now - entry.lastNanos))
                    .limit(REMEMBERED - 1)
                    .iterator())
            .build();
  }

  /**
   * Those that are recent, the latest first.
   *
   * @param now on the clock of {@link #note}
   * @param interval between advertisements
   */
  List<Rejection> recent(long now, Duration interval) {
    Duration some = interval.multipliedBy(INTERVALS);
    Duration most = some.compareTo(SHORTEST) > 0 ? some : SHORTEST;
    return entries.stream()
        .map(
            entry ->
                new Rejection(
                    entry.reason,
                    entry.sender,
                    Duration.ofNanos(Math.max(0, now - entry.lastNanos))))
        .filter(rejection -> rejection.age().compareTo(most) <= 0)
        .sorted(Comparator.comparing(Rejection::age))
        .toList();
  }
}

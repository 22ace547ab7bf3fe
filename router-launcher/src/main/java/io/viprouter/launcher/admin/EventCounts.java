package io.viprouter.launcher.admin;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.RouterListener;
import io.viprouter.vrrp.VrrpListener;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the events that the statuses do not count by kind, for the metrics. Thread-safe and
 * without a lock; called on event loops.
 */
public final class EventCounts implements RouterListener, VrrpListener {

  /** Most series; what would be beyond is not counted. The configuration bounds them far below. */
  static final int MAX_SERIES = 10_000;

  /** What is counted. */
  public enum Kind {
    /** Quarantines begun; labelled with the destination. */
    QUARANTINED,
    /** States entered; labelled with the state. */
    TRANSITION
  }

  /**
   * One figure. Immutable.
   *
   * @param kind what is counted
   * @param subject section or virtual router
   * @param label by what it is told apart
   * @param count since the start
   */
  public record Count(Kind kind, String subject, String label, long count) {}

  private record Series(Kind kind, String subject, String label) {}

  private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

  /** All figures, in an order that stays. */
  List<Count> counts() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new Count(
                    entry.getKey().kind(),
                    entry.getKey().subject(),
                    entry.getKey().label(),
                    entry.getValue().sum()))
        .sorted(
            Comparator.comparing(Count::kind)
                .thenComparing(Count::subject)
                .thenComparing(Count::label))
        .toList();
  }

  @Override
  public void destinationStateChanged(
      String section,
      Destination destination,
      DestinationState from,
      DestinationState to,
      String cause) {
    if (to == DestinationState.QUARANTINED) {
      add(Kind.QUARANTINED, section, destination.toString());
    }
  }

  @Override
  public void changed(Transition transition) {
    add(Kind.TRANSITION, transition.router(), transition.to().word());
  }

  /** As labels are written: {@code too-many-connections}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void add(Kind kind, String subject, String label) {
    Series series = new Series(kind, subject, label);
    if (counts.size() < MAX_SERIES || counts.containsKey(series)) {
      counts.computeIfAbsent(series, absent -> new LongAdder()).increment();
    }
  }
}

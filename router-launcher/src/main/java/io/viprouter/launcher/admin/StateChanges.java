package io.viprouter.launcher.admin;

import io.viprouter.core.Destination;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last {@value #CAPACITY} changes of state of each destination. Thread-safe; noting takes a
 * lock that is held for a few instructions. Of at most {@value #MAX_DESTINATIONS} destinations; the
 * one that has been known longest is forgotten first.
 */
public final class StateChanges {

  /** Changes kept of each destination. */
  public static final int CAPACITY = 20;

  /** Destinations remembered. */
  static final int MAX_DESTINATIONS = 4096;

  /**
   * One change. Immutable.
   *
   * @param at when
   * @param state the state that began
   * @param cause why, in words
   */
  public record Change(Instant at, String state, String cause) {}

  private record Key(String section, Destination destination) {}

  private final Map<Key, Deque<Change>> changes = new LinkedHashMap<>();

  synchronized void note(String section, Destination destination, Change change) {
    Key key = new Key(section, destination);
    if (changes.size() == MAX_DESTINATIONS && !changes.containsKey(key)) {
      changes.remove(changes.keySet().iterator().next());
    }
    Deque<Change> of = changes.computeIfAbsent(key, absent -> new ArrayDeque<>(CAPACITY));
    if (of.size() == CAPACITY) {
      of.removeLast();
    }
    of.addFirst(change);
  }

  /** The changes of a destination, the latest first. */
  synchronized List<Change> of(String section, Destination destination) {
    Deque<Change> of = changes.get(new Key(section, destination));
    return of == null ? List.of() : List.copyOf(of);
  }
}

package io.viprouter.launcher;

import java.net.SocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The addresses that could not be listened on, and how often in a row. One whose port looks free
 * again may be tried, but only a success forgets its failures: whoever holds the port may be out of
 * sight. Confined to the joint's thread.
 */
final class DeafBinds {

  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final int MOST_DOUBLINGS = 6;

  /** One address: whether it may be tried, and what was in the way the last time. */
  private record Deaf(String section, String why, int failures, boolean mayTry) {}

  private final Map<SocketAddress, Deaf> all = new LinkedHashMap<>();

  /**
   * How long to wait after a failure before the port is looked at.
   *
   * @param failures in a row, from 1
   * @return 1 s, 2 s, 4 s, up to a minute
   */
  static long pauseMillis(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    return Math.min(Joint.LOOK_AGAIN_MILLIS << doublings, LONGEST_PAUSE_MILLIS);
  }

  /**
   * It could not be bound.
   *
   * @param why half a sentence, without the section
   * @return how often in a row
   */
  int failed(SocketAddress bind, String section, String why) {
    Deaf before = all.get(bind);
    int failures = before == null ? 1 : before.failures() + 1;
    all.put(bind, new Deaf(section, why, failures, false));
    return failures;
  }

  /** It was bound. */
  void bound(SocketAddress bind) {
    all.remove(bind);
  }

  /** Its port looks free. */
  void mayTry(SocketAddress bind) {
    all.computeIfPresent(
        bind, (at, deaf) -> new Deaf(deaf.section(), deaf.why(), deaf.failures(), true));
  }

  /** Whether this failure, counted from 1, is still the last word about an address. */
  boolean still(SocketAddress bind, int failures) {
    Deaf deaf = all.get(bind);
    return deaf != null && !deaf.mayTry() && deaf.failures() == failures;
  }

  /** A section listens nowhere else from now on. */
  void retain(String section, Collection<SocketAddress> binds) {
    all.entrySet()
        .removeIf(
            entry -> entry.getValue().section().equals(section) && !binds.contains(entry.getKey()));
  }

  /** In words, those that are not to be tried. */
  List<String> words(Predicate<SocketAddress> which) {
    return all.entrySet().stream()
        .filter(entry -> !entry.getValue().mayTry() && which.test(entry.getKey()))
        .map(entry -> "section " + entry.getValue().section() + " " + entry.getValue().why())
        .toList();
  }
}

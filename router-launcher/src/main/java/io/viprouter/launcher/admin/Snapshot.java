package io.viprouter.launcher.admin;

import io.viprouter.core.RouterStatus;
import io.viprouter.core.RoutingSection;
import io.viprouter.vrrp.VrrpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A running router at one moment. Immutable.
 *
 * @param identity which router it is
 * @param routing its sections
 * @param definitions the definitions in force, by section; may lack one that came or went just now
 * @param virtualRouters its virtual routers, in the order of the configuration
 * @param counts what happened since the start, by kind
 * @param events what happened last, the latest first; bounded
 */
public record Snapshot(
    Identity identity,
    RouterStatus routing,
    Map<String, RoutingSection> definitions,
    List<VrrpStatus> virtualRouters,
    List<EventCounts.Count> counts,
    List<Event> events) {

  /** Copies the lists. */
  public Snapshot {
    definitions = Map.copyOf(definitions);
    virtualRouters = List.copyOf(virtualRouters);
    counts = List.copyOf(counts);
    events = List.copyOf(events);
  }

  /**
   * Which router it is. Immutable.
   *
   * @param name how it calls itself: {@code router.name}, or the host's name
   * @param host name of the host
   * @param version of the program
   * @param pid number of the process
   * @param startedAt when the program started
   */
  public record Identity(String name, String host, String version, long pid, Instant startedAt) {}

  /**
   * Something that happened. Immutable.
   *
   * @param at when
   * @param kind what, one word or several with hyphens, for example {@code destination-quarantined}
   * @param subject name of the section or virtual router; empty if it is about the whole router
   * @param text one sentence for people
   */
  public record Event(Instant at, String kind, String subject, String text) {}
}

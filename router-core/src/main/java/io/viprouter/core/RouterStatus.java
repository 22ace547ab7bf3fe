package io.viprouter.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A whole router at one moment. Immutable.
 *
 * @param startedAt when it started
 * @param activeConnections clients now, over all sections
 * @param buffersLent relay buffers lent to slow peers now; 0 when nothing is stuck
 * @param longestTurn the longest time in the last half minute or so that one connection's work kept
 *     the others of its event loop waiting
 * @param routes its sections, in the order they were given
 */
public record RouterStatus(
    Instant startedAt,
    int activeConnections,
    int buffersLent,
    Duration longestTurn,
    List<RouteStatus> routes) {

  /** Copies the list. */
  public RouterStatus {
    routes = List.copyOf(routes);
  }
}

package io.viprouter.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A destination as one section uses it. Immutable.
 *
 * @param destination the server
 * @param weight its share in {@code round-robin}, {@code round-robin-with-fallback} and {@code
 *     least-connections}, 1 to 100; the other strategies ignore it
 * @param maxConnections most sessions that this section opens to it at a time, 0 to 65535; 0: no
 *     limit but the section's
 */
public record WeightedDestination(Destination destination, int weight, int maxConnections) {

  /** Greatest weight. */
  public static final int MAX_WEIGHT = 100;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public WeightedDestination {
    checkArgument(
        weight >= 1 && weight <= MAX_WEIGHT,
        "weight of destination %s is %s; 1 to 100",
        destination,
        weight);
    checkArgument(
        maxConnections >= 0 && maxConnections <= RoutingSection.MAX_CONNECTIONS,
        "max-connections of destination %s is %s; 0 (no limit) to 65535",
        destination,
        maxConnections);
  }

  /**
   * A destination with weight 1 and no limit of its own.
   *
   * @param destination the server
   * @return the destination, as most sections use it
   */
  public static WeightedDestination of(Destination destination) {
    return new WeightedDestination(destination, 1, 0);
  }
}

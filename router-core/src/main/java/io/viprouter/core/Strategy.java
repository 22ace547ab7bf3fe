package io.viprouter.core;

import java.util.Locale;

/** How a section picks the destination of a new connection. */
public enum Strategy {
  /**
   * Sticky and circular: stays with a destination while it works; when a connection to it fails,
   * goes on to the next in the list, and from the last to the first. Never goes back by itself.
   */
  FIRST_AVAILABLE,
  /**
   * The read-write mode of MySQL Router 2.1: walks on, never back; once the list is spent it
   * refuses without trying, until {@link Route#failback()}.
   */
  NEXT_AVAILABLE,
  /** The first in the list that is well; returns to it once it has been well for its rise count. */
  PRIMARY_PREFERRED,
  /** Each in turn, by weight, leaving out what is quarantined. */
  ROUND_ROBIN,
  /** As {@link #ROUND_ROBIN}; the fallback list, also in turn, when none of the list is usable. */
  ROUND_ROBIN_WITH_FALLBACK,
  /** The one with the fewest sessions of this section for its weight. */
  LEAST_CONNECTIONS;

  /**
   * The word used in configuration files and statuses, as in MySQL Router's {@code
   * routing_strategy}.
   *
   * @return for example {@code first-available}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether the strategy keeps to one destination, so that {@link Route#failback()} makes sense.
   *
   * @return true for first-available and next-available
   */
  public boolean sticky() {
    return this == FIRST_AVAILABLE || this == NEXT_AVAILABLE;
  }
}

package io.viprouter.core;

import java.util.Locale;

/** What a section holds of one of its destinations. */
public enum DestinationState {
  /** Usable. */
  UP,
  /** Failed {@code fall} times in a row; probed until it has answered {@code rise} times. */
  QUARANTINED,
  /** Taken out by {@link Route#drain}: no new connections. */
  DRAINING;

  /**
   * The word used in statuses.
   *
   * @return for example {@code quarantined}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

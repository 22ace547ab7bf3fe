package io.viprouter.core;

import java.util.Locale;

/** What a section holds of one of its destinations. */
public enum DestinationState {
  /** Usable. */
  UP,
  /** Failed {@code fall} times in a row; probed until it has answered {@code rise} times. */
  QUARANTINED,
  /** Answers, but has not the role that the section needs, or lags: no new connections. */
  UNFIT,
  /** Taken out by {@link Route#drain}: no new connections. */
  DRAINING,
  /** Taken out by {@link Route#drain}, and its last session has ended: it may be worked on. */
  MAINTENANCE;

  /**
   * The word used in statuses.
   *
   * @return for example {@code quarantined}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

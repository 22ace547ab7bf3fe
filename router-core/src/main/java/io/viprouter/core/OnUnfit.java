package io.viprouter.core;

import java.util.Locale;

/** What happens to the sessions of a destination that turns unfit for its section. */
public enum OnUnfit {
  /** They are closed at once, so that clients come back and reach the right server. */
  CLOSE,
  /** Those that are still open after {@link RoutingSection#UNFIT_GRACE} are closed. */
  DRAIN,
  /** They stay until they end by themselves. */
  KEEP;

  /**
   * The word used in configuration files.
   *
   * @return for example {@code close}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.viprouter.core;

import java.util.Locale;

/**
 * What the clients of a section do. It names the default strategy; the relay itself is the same.
 */
public enum Mode {
  /** Clients write: all go to one server. */
  READ_WRITE(Strategy.FIRST_AVAILABLE, OnUnfit.CLOSE),
  /** Clients only read: they are spread over the servers. */
  READ_ONLY(Strategy.ROUND_ROBIN, OnUnfit.KEEP);

  private final Strategy defaultStrategy;

  private final OnUnfit defaultOnUnfit;

  Mode(Strategy defaultStrategy, OnUnfit defaultOnUnfit) {
    this.defaultStrategy = defaultStrategy;
    this.defaultOnUnfit = defaultOnUnfit;
  }

  /**
   * What a section of this mode that does not say does with the sessions of an unfit destination.
   *
   * @return {@code close} for read-write, {@code keep} for read-only
   */
  public OnUnfit defaultOnUnfit() {
    return defaultOnUnfit;
  }

  /**
   * The strategy of a section of this mode that names none.
   *
   * @return {@code first-available} for read-write, {@code round-robin} for read-only
   */
  public Strategy defaultStrategy() {
    return defaultStrategy;
  }

  /**
   * The word used in configuration files and statuses.
   *
   * @return {@code read-write} or {@code read-only}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.viprouter.core.health;

import java.util.Optional;

/** What came of asking a server. Immutable. */
public sealed interface Answer {

  /**
   * Why it did not tell what was asked.
   *
   * @return in words; empty if it answered
   */
  String cause();

  /**
   * It answered.
   *
   * @param facts what it said of itself; empty if only life was asked for
   */
  record Alive(Optional<ServerFacts> facts) implements Answer {
    @Override
    public String cause() {
      return "";
    }
  }

  /**
   * It lives, but has no connection to spare.
   *
   * @param cause in words
   */
  record Full(String cause) implements Answer {}

  /**
   * It lives, but does not tell its role: a missing right, most often.
   *
   * @param cause in words
   */
  record Mute(String cause) implements Answer {}

  /**
   * The monitor did not get in. That may be the server's fault or the monitor's.
   *
   * @param cause in words
   */
  record NoSession(String cause) implements Answer {}
}

package io.viprouter.core;

import static io.viprouter.core.SectionRules.checkSeconds;

import java.time.Duration;

/**
 * TCP keep-alive of both sides of a session, so that a peer that dies without a word is noticed. A
 * silent peer is given up after {@code idle + count * interval}. Immutable.
 *
 * @param idle silence before the first probe, 1 s to 32767 s, whole seconds
 * @param interval between probes, 1 s to 32767 s, whole seconds
 * @param count unanswered probes before the connection is reset, 1 to 127
 */
public record KeepAlive(Duration idle, Duration interval, int count) {

  /** 60 s of silence, then 5 probes, 5 s apart: a dead peer is given up after 85 s. */
  public static final KeepAlive DEFAULT =
      new KeepAlive(Duration.ofSeconds(60), Duration.ofSeconds(5), 5);

  /**
   * Checks the ranges, which are Linux's (tcp(7)).
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public KeepAlive {
    checkSeconds("keep-alive idle", idle);
    checkSeconds("keep-alive interval", interval);
    SectionRules.checkRange("keep-alive count", count, 1, 127);
  }
}

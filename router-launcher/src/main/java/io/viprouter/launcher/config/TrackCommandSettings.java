package io.viprouter.launcher.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command that tells whether a virtual router is fit. Immutable.
 *
 * @param name what the log calls it
 * @param command program and arguments
 * @param interval from one start to the next
 * @param timeout how long it may run
 * @param rise successes in a row until it counts as passed
 * @param fall failures in a row until it counts as failed
 * @param weight 0: failing means unfit; else what it adds to the priority
 * @param user the account it runs as, if another than ours
 */
public record TrackCommandSettings(
    String name,
    List<String> command,
    Duration interval,
    Duration timeout,
    int rise,
    int fall,
    int weight,
    Optional<String> user) {

  /** Copies the list. */
  public TrackCommandSettings {
    command = List.copyOf(command);
  }
}

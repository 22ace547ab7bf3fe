package io.viprouter.launcher.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Whom to tell of a change of state. Immutable.
 *
 * @param always program and arguments for every change; empty: none
 * @param byState the same for one change each; those without a program are absent
 * @param timeout how long one may run
 * @param mail whether a mail is sent too
 */
public record NotifySettings(
    List<String> always, Map<Occasion, List<String>> byState, Duration timeout, boolean mail) {

  /** The changes that may have a program of their own. */
  public enum Occasion {
    /** Became master. */
    MASTER,
    /** Became backup. */
    BACKUP,
    /** Became unfit. */
    FAULT,
    /** The router ends. */
    STOP
  }

  /** Copies list and map. */
  public NotifySettings {
    always = List.copyOf(always);
    byState = Map.copyOf(byState);
  }
}

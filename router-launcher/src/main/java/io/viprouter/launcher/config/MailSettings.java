package io.viprouter.launcher.config;

import java.time.Duration;
import java.util.List;

/**
 * Mail on changes. Immutable.
 *
 * @param to whom to; empty: no mail
 * @param from from whom
 * @param smtpHost the server that takes it
 * @param smtpPort its port
 * @param heloName what we call ourselves there; empty: the host's name
 * @param connectTimeout how long the server may take to accept a connection
 */
public record MailSettings(
    List<String> to,
    String from,
    String smtpHost,
    int smtpPort,
    String heloName,
    Duration connectTimeout) {

  /** Copies the list. */
  public MailSettings {
    to = List.copyOf(to);
  }

  /**
   * Whether there is anybody to write to.
   *
   * @return true if so
   */
  public boolean given() {
    return !to.isEmpty();
  }
}

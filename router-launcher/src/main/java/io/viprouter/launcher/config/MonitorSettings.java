package io.viprouter.launcher.config;

import java.time.Duration;

/**
 * The account that looks at the servers. Immutable.
 *
 * @param user its name; empty: nobody looks
 * @param password its password
 * @param interval between two looks at a server
 * @param maxReplicationLag greatest lag of a replica that may be read from; zero: no limit
 */
public record MonitorSettings(
    String user, Secret password, Duration interval, Duration maxReplicationLag) {

  /**
   * Whether anybody looks.
   *
   * @return true if there is a user
   */
  public boolean given() {
    return !user.isEmpty();
  }
}

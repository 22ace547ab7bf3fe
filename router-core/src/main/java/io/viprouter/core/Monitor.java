package io.viprouter.core;

import static io.viprouter.core.SectionRules.checkDuration;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * How a router asks its servers: one session of a monitor user for each, kept open and shared by
 * all sections, so that checks leave no trace in a server's log or counters. Immutable.
 *
 * <p>The user needs no right but to log in for {@link HealthCheck.Kind#GREETING}. For {@link
 * HealthCheck.Kind#ROLE} and for the check before a failback it needs {@code REPLICATION CLIENT},
 * on MariaDB from 10.5 on {@code REPLICA MONITOR} ({@code SLAVE MONITOR}); where Group Replication
 * is used, also {@code SELECT} on {@code performance_schema.replication_group_members}.
 *
 * @param dataSources makes the source of connections for a server; asked once for each server. Give
 *     it a connect timeout and a socket timeout of a few seconds, and let it not pool: the router
 *     keeps what it takes. It is called on the router's monitor threads, of which each server has
 *     its own, so that one that hangs delays no other.
 * @param interval between checks of a server in good standing, 10 ms to 1 h
 * @param maxReplicationLag how far a replica may lag in a read-only section, up to 1 day; zero: no
 *     limit
 */
public record Monitor(
    Function<Destination, DataSource> dataSources, Duration interval, Duration maxReplicationLag) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Monitor {
    requireNonNull(dataSources, "data sources");
    checkDuration("monitor interval", interval, Duration.ofMillis(10), Duration.ofHours(1));
    checkDuration(
        "monitor max-replication-lag", maxReplicationLag, Duration.ZERO, Duration.ofDays(1));
  }

  /**
   * A monitor that checks every 2 s and has no limit of lag.
   *
   * @param dataSources makes the source of connections for a server
   * @return a monitor
   */
  public static Monitor of(Function<Destination, DataSource> dataSources) {
    return new Monitor(dataSources, Duration.ofSeconds(2), Duration.ZERO);
  }
}

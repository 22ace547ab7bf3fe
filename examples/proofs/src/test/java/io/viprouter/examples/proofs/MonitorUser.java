package io.viprouter.examples.proofs;

import io.viprouter.core.Destination;
import io.viprouter.core.Monitor;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The monitor user of the proofs: its account, with no more rights than it needs. */
final class MonitorUser {

  private static final String LIMITS = "&connectTimeout=2000&socketTimeout=5000";

  private MonitorUser() {}

  /** Makes the account; replicas get it from their primary. */
  static void create(DatabaseServer server) {
    server.execute("CREATE USER monitor@'%' IDENTIFIED BY 'monitor'", grant(server.flavour()));
  }

  private static String grant(Flavour flavour) {
    return flavour.isMariaDb()
        ? "GRANT REPLICA MONITOR ON *.* TO monitor@'%'"
        : "GRANT REPLICATION CLIENT ON *.* TO monitor@'%'";
  }

  /** A monitor that looks often. */
  static Monitor often(Duration interval, Duration maxLag) {
    return new Monitor(as("monitor"), interval, maxLag);
  }

  /** Sources of connections for a user whose password is its name. */
  static Function<Destination, DataSource> as(String user) {
    return destination -> {
      try {
        MariaDbDataSource source =
            new MariaDbDataSource(
                Connector.MARIADB.url(destination.host(), destination.port(), "") + LIMITS);
        source.setUser(user);
        source.setPassword(user);
        return source;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}

package io.viprouter.examples.proofs;

import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server holds of the hosts that connect to it. Thread-safe. It asks from another address
 * than those it asks about: a login in good order sets the count of its own host back.
 */
final class HostCache {

  private final DatabaseServer server;
  private final String observer;

  HostCache(DatabaseServer server, String observer) {
    this.server = server;
    this.observer = observer;
  }

  /** What is held of an address: columns that are not zero, null, or dates; empty if nothing is. */
  Map<String, String> row(String address) throws SQLException {
    Map<String, String> row = new TreeMap<>();
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT * FROM performance_schema.host_cache WHERE IP='" + address + "'")) {
      ResultSetMetaData columns = result.getMetaData();
      while (result.next()) {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          String value = result.getString(i);
          if (value != null && !value.equals("0") && !columns.getColumnLabel(i).contains("SEEN")) {
            row.put(columns.getColumnLabel(i).toUpperCase(Locale.ROOT), value);
          }
        }
      }
    }
    return row;
  }

  /** Forgets all hosts. */
  void clear() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE performance_schema.host_cache");
    }
  }

  /** Connections the server has now, besides the one that asks. */
  int connections() {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT COUNT(*) FROM information_schema.processlist"
                    + " WHERE id<>CONNECTION_ID() AND user NOT IN ('system user','event_scheduler')")) {
      result.next();
      return result.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Logins the server has refused, and handshakes that broke, since it started. */
  int abortedConnects() {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Aborted_connects'")) {
      result.next();
      return result.getInt(2);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(
        Connector.MARIADB.url(server.host(), server.port(), "") + "&localSocketAddress=" + observer,
        "admin",
        "admin");
  }
}

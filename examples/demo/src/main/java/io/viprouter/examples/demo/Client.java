package io.viprouter.examples.demo;

import io.viprouter.examples.servers.Connector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The application: it knows one port of the router and makes a connection for each question.
 * Thread-safe.
 */
final class Client {

  private static final String LIMITS = "&connectTimeout=10000&socketTimeout=20000";

  private final String url;

  Client(Connector connector, int port) {
    this.url = connector.url("127.0.0.1", port, "jumpserver") + LIMITS;
  }

  Connection open() throws SQLException {
    return DriverManager.getConnection(url, "jumpserver", "jumpserver");
  }

  /** Which server answers: its name as it reports it. All run on one host here. */
  String whoAnswers() throws SQLException {
    try (Connection connection = open()) {
      return value(connection, "SELECT @@report_host");
    }
  }

  long rows() throws SQLException {
    try (Connection connection = open()) {
      return Long.parseLong(value(connection, "SELECT count(*) FROM note"));
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new SQLException("no row from " + sql);
      }
      return result.getString(1);
    }
  }
}

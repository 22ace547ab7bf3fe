package io.viprouter.examples.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks one server as its administrator, over a connection for each question. Thread-safe. */
final class Sql {

  /** A frozen server must not hold its test; the longest question is a wait of a minute. */
  private static final String LIMITS = "&connectTimeout=2000&socketTimeout=90000";

  private final String url;

  Sql(String host, int port) {
    url = Connector.MARIADB.url(host, port, "") + LIMITS;
  }

  void execute(List<String> statements) {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new ServerException(url + ": " + statements + ": " + e.getMessage(), e);
    }
  }

  List<Map<String, String>> query(String sql) {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    } catch (SQLException e) {
      throw new ServerException(url + ": " + sql + ": " + e.getMessage(), e);
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(url, "admin", "admin");
  }

  private static List<Map<String, String>> rows(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<Map<String, String>> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String value = result.getString(i);
        row.put(columns.getColumnLabel(i), value == null ? "NULL" : value);
      }
      rows.add(row);
    }
    return rows;
  }
}

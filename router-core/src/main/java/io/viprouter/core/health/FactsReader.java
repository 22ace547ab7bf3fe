package io.viprouter.core.health;

import io.viprouter.core.health.ServerFacts.Channel;
import io.viprouter.core.health.ServerFacts.Galera;
import io.viprouter.core.health.ServerFacts.GroupMember;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a server's facts over a session. Stateless; blocks. MySQL 5.6 to 9, MariaDB, Galera; the
 * statements are those of {@link Dialect}. MySQL renamed master and slave to source and replica
 * with 8.0.22, and MariaDB did not, so columns are looked for under both names.
 */
final class FactsReader {

  /** No right to see the table, or no table: most servers are in no group, so that none is seen. */
  private static final Set<Integer> NO_GROUP_TO_SEE = Set.of(1142, 1143, 1146);

  private FactsReader() {}

  static ServerFacts read(Connection connection, Dialect dialect) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      List<Channel> channels = channels(statement, dialect);
      Optional<Galera> galera = dialect.galera() ? galera(statement) : Optional.empty();
      Optional<GroupMember> group =
          dialect.hasGroupTable() ? group(statement, dialect) : Optional.empty();
      try (ResultSet row = statement.executeQuery(dialect.variables())) {
        if (!row.next()) {
          throw new SQLException("no row for " + dialect.variables());
        }
        return new ServerFacts(
            dialect.version(),
            Optional.ofNullable(row.getString(3)),
            row.getBoolean(1),
            row.getBoolean(2),
            channels,
            executed(row, dialect),
            galera,
            group);
      }
    }
  }

  private static ExecutedGtids executed(ResultSet row, Dialect dialect) throws SQLException {
    String text = Optional.ofNullable(row.getString(4)).orElse("");
    if (dialect.mariaDb()) {
      return text.isBlank() ? new ExecutedGtids.None() : GtidPosition.parse(text);
    }
    boolean off = row.getString(5).startsWith("OFF");
    return off && text.isBlank() ? new ExecutedGtids.None() : GtidSet.parse(text);
  }

  private static List<Channel> channels(Statement statement, Dialect dialect) throws SQLException {
    List<Channel> channels = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(dialect.replicaStatus())) {
      while (rows.next()) {
        channels.add(channel(columns(rows)));
      }
    }
    return channels;
  }

  /** A channel from a row of {@code SHOW REPLICA STATUS}, column names in lower case. */
  static Channel channel(Map<String, String> row) {
    String lag = either(row, "seconds_behind_source", "seconds_behind_master");
    String receiverError = row.getOrDefault("last_io_error", "");
    String applierError = row.getOrDefault("last_sql_error", "");
    return new Channel(
        either(row, "source_host", "master_host") + ":" + either(row, "source_port", "master_port"),
        either(row, "replica_io_running", "slave_io_running"),
        either(row, "replica_sql_running", "slave_sql_running").equalsIgnoreCase("Yes"),
        lag.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lag)),
        applierError.isEmpty() ? receiverError : applierError);
  }

  private static Map<String, String> columns(ResultSet rows) throws SQLException {
    ResultSetMetaData names = rows.getMetaData();
    Map<String, String> row = new HashMap<>();
    for (int i = 1; i <= names.getColumnCount(); i++) {
      String value = rows.getString(i);
      if (value != null) {
        row.put(names.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
      }
    }
    return row;
  }

  private static String either(Map<String, String> row, String now, String formerly) {
    String value = row.get(now);
    return value == null ? row.getOrDefault(formerly, "") : value;
  }

  private static Optional<Galera> galera(Statement statement) throws SQLException {
    Map<String, String> status = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SHOW GLOBAL STATUS WHERE Variable_name IN"
                + " ('wsrep_local_state', 'wsrep_cluster_status', 'wsrep_ready')")) {
      while (rows.next()) {
        status.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
      }
    }
    String state = status.getOrDefault("wsrep_local_state", "");
    return Optional.of(
        new Galera(
            state.matches("\\d{1,4}")
                ? OptionalInt.of(Integer.parseInt(state))
                : OptionalInt.empty(),
            status.getOrDefault("wsrep_cluster_status", "unknown"),
            status.getOrDefault("wsrep_ready", "OFF").equalsIgnoreCase("ON")));
  }

  private static Optional<GroupMember> group(Statement statement, Dialect dialect)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(dialect.groupMember())) {
      return rows.next()
          ? Optional.of(
              new GroupMember(
                  Optional.ofNullable(rows.getString(1)).orElse(""),
                  Optional.ofNullable(rows.getString(2)).orElse("")))
          : Optional.empty();
    } catch (SQLException e) {
      if (NO_GROUP_TO_SEE.contains(e.getErrorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

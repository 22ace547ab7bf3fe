package io.viprouter.core.health;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one server is asked; found once for each session. Immutable.
 *
 * @param version as the server writes it
 * @param mariaDb whether it is a MariaDB
 * @param number major, minor and patch as {@code 50722}
 * @param galera whether it is a node of a Galera cluster
 */
record Dialect(String version, boolean mariaDb, int number, boolean galera) {

  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  static Dialect of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String version = connection.getMetaData().getDatabaseProductVersion();
      boolean galera = false;
      try (ResultSet on = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'wsrep_on'")) {
        galera = on.next() && on.getString(2).equalsIgnoreCase("ON");
      }
      return new Dialect(version, version.contains("MariaDB"), number(version), galera);
    }
  }

  /** As {@code 80031} for 8.0.31; 0 if it does not look like a version. */
  static int number(String version) {
    // MariaDB may put "5.5.5-" before its own version, for old replicas.
    Matcher matcher = NUMBER.matcher(version.startsWith("5.5.5-") ? version.substring(6) : version);
    return matcher.find()
        ? Integer.parseInt(matcher.group(1)) * 10_000
            + Integer.parseInt(matcher.group(2)) * 100
            + Integer.parseInt(matcher.group(3))
        : 0;
  }

  /** The variables of one row: read_only, super_read_only, server_uuid, GTIDs. */
  String variables() {
    if (mariaDb) {
      return "SELECT @@global.read_only, 0, NULL, @@gtid_current_pos";
    }
    String superReadOnly = number >= 50_708 ? "@@global.super_read_only" : "0";
    String gtids = number >= 50_605 ? "@@global.gtid_executed" : "NULL";
    String mode = number >= 50_605 ? "@@global.gtid_mode" : "'OFF'";
    return "SELECT @@global.read_only, "
        + superReadOnly
        + ", @@global.server_uuid, "
        + gtids
        + ", "
        + mode;
  }

  /** The statement that has a row for each channel. */
  String replicaStatus() {
    if (mariaDb) {
      return "SHOW ALL SLAVES STATUS";
    }
    return number >= 80_022 ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
  }

  /** Whether there is a table of a replication group; it may be empty. */
  boolean hasGroupTable() {
    return !mariaDb && number >= 50_717;
  }

  /** MySQL has a role there from 8.0.2 on. */
  String groupMember() {
    return "SELECT member_state, "
        + (number >= 80_002 ? "member_role" : "''")
        + " FROM performance_schema.replication_group_members WHERE member_id = @@global.server_uuid";
  }
}

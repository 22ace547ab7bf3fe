package io.viprouter.examples.servers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Replication by transaction ids, in the dialect of each flavour. Stateless; every method asks one
 * server.
 */
final class Replication {

  private static final int WAIT_SECONDS = 60;

  private Replication() {}

  /**
   * Makes a server follow another, also one that was a primary itself.
   *
   * @param wasPrimary whether it has written transactions of its own
   */
  static void follow(DatabaseServer replica, DatabaseServer source, boolean wasPrimary) {
    switch (replica.flavour()) {
      case MARIADB_10_11, MARIADB_11_4 ->
          replica.execute(
              "STOP SLAVE",
              changeMaster(source)
                  + ", MASTER_USE_GTID=slave_pos"
                  // Only now its own transactions count as replicated ones.
                  + (wasPrimary ? ", MASTER_DEMOTE_TO_SLAVE=1" : "")
                  // It would insist on a certificate, and servers here have none.
                  + (replica.flavour() == Flavour.MARIADB_11_4
                      ? ", MASTER_SSL_VERIFY_SERVER_CERT=0"
                      : ""),
              "START SLAVE");
      case MYSQL_5_6, MYSQL_5_7 ->
          replica.execute(
              "STOP SLAVE", changeMaster(source) + ", MASTER_AUTO_POSITION=1", "START SLAVE");
      case MYSQL_8_0 -> replica.execute("STOP REPLICA", changeSource(source), "START REPLICA");
    }
  }

  private static String changeMaster(DatabaseServer source) {
    return ("CHANGE MASTER TO MASTER_HOST='%s', MASTER_PORT=%d, MASTER_USER='repl',"
            + " MASTER_PASSWORD='repl', MASTER_CONNECT_RETRY=1")
        .formatted(source.host(), source.port());
  }

  private static String changeSource(DatabaseServer source) {
    return ("CHANGE REPLICATION SOURCE TO SOURCE_HOST='%s', SOURCE_PORT=%d, SOURCE_USER='repl',"
            + " SOURCE_PASSWORD='repl', SOURCE_CONNECT_RETRY=1, SOURCE_AUTO_POSITION=1,"
            + " GET_SOURCE_PUBLIC_KEY=1")
        .formatted(source.host(), source.port());
  }

  /** Whether a server knows a source to follow, even if it does not follow it now. */
  static boolean isReplica(DatabaseServer server) {
    return !server.query("SHOW SLAVE STATUS").isEmpty();
  }

  /** Applies what a replica has received of its source, then makes it forget the source. */
  static void detach(DatabaseServer replica) {
    boolean mariaDb = replica.flavour().isMariaDb();
    replica.execute("STOP SLAVE IO_THREAD");
    for (Map<String, String> status : replica.query("SHOW SLAVE STATUS")) {
      awaitApplied(
          replica, status.getOrDefault(mariaDb ? "Gtid_IO_Pos" : "Retrieved_Gtid_Set", ""));
    }
    replica.execute("STOP SLAVE", "RESET SLAVE ALL");
  }

  /** Everything a server has, its own transactions and those of others. */
  static String position(DatabaseServer server) {
    // MySQL 5.7 has a variable of the session by the same name, which holds something else.
    String variable =
        server.flavour().isMariaDb() ? "@@global.gtid_current_pos" : "@@global.gtid_executed";
    return server.value("SELECT " + variable).replace("\n", "");
  }

  /**
   * Whether a server cannot follow another, as it has a transaction that the other has not. MySQL
   * keeps such a transaction and follows all the same; MariaDB does not.
   */
  static boolean cannotFollow(DatabaseServer server, DatabaseServer source) {
    if (!server.flavour().isMariaDb()) {
      return false;
    }
    // The last of each domain that it has, against the last of each server that the other has.
    List<String> known = List.of(source.value("SELECT @@global.gtid_binlog_state").split(",", -1));
    return Arrays.stream(position(server).split(",", -1))
        .filter(own -> !own.isEmpty())
        .anyMatch(
            own ->
                known.stream()
                    .filter(other -> origin(other).equals(origin(own)))
                    .noneMatch(other -> number(other) >= number(own)));
  }

  /** Gives an empty server of MariaDB everything that another has; does not let it follow. */
  static void fill(DatabaseServer empty, DatabaseServer source) {
    // Under its own id it would skip what it wrote itself before it was emptied.
    String id = empty.value("SELECT @@global.server_id");
    empty.execute("SET GLOBAL server_id = 1000 + " + id);
    follow(empty, source, false);
    awaitApplied(empty, position(source));
    empty.execute("STOP SLAVE", "SET GLOBAL server_id = " + id);
  }

  private static String origin(String gtid) {
    return gtid.substring(0, gtid.lastIndexOf('-') + 1);
  }

  private static long number(String gtid) {
    return Long.parseLong(gtid.substring(gtid.lastIndexOf('-') + 1));
  }

  /** Waits until a replica has applied all up to a position. */
  static void awaitApplied(DatabaseServer replica, String position) {
    if (position.isEmpty()) {
      return;
    }
    String function =
        switch (replica.flavour()) {
          case MARIADB_10_11, MARIADB_11_4 -> "MASTER_GTID_WAIT";
          case MYSQL_5_6 -> "WAIT_UNTIL_SQL_THREAD_AFTER_GTIDS";
          case MYSQL_5_7, MYSQL_8_0 -> "WAIT_FOR_EXECUTED_GTID_SET";
        };
    String answer =
        replica.value("SELECT %s('%s', %d)".formatted(function, position, WAIT_SECONDS));
    // MySQL 5.6 counts what it waited for.
    if (!answer.equals("0")
        && !(replica.flavour() == Flavour.MYSQL_5_6 && answer.matches("\\d+"))) {
      throw new ServerException(
          "%s has not reached %s in %d s; %s"
              .formatted(replica, position, WAIT_SECONDS, errors(replica)));
    }
  }

  /** What a replica says about its troubles, for a message. */
  private static List<String> errors(DatabaseServer replica) {
    return replica.query("SHOW SLAVE STATUS").stream()
        .map(row -> row.get("Last_IO_Error") + " / " + row.get("Last_SQL_Error"))
        .toList();
  }
}

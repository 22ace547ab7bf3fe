package io.viprouter.core.health;

import java.sql.SQLException;
import java.util.Optional;

/** What a failure of the driver means. Immutable. */
enum Trouble {
  /** The server has no connection to spare. */
  FULL,
  /** The server answers, but not this question. */
  MUTE,
  /** A node of a Galera cluster that serves no queries. */
  NOT_READY,
  /** There is no session: the server is away, or does not let the monitor in. */
  NO_SESSION;

  static Trouble of(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    return switch (failure.getErrorCode()) {
      // Too many connections, by the server's or the user's limit.
      case 1040, 1041, 1135, 1203, 1226 -> FULL;
      // Access denied, for a right the user has not: 1044 database, 1142 table, 1227 privilege.
      case 1044, 1142, 1143, 1227 -> MUTE;
      // Unknown statements and variables: a server that is not as its version says.
      case 1064, 1193, 1146 -> MUTE;
      // WSREP has not yet prepared node for application use.
      case 1047 -> NOT_READY;
      // Whatever else there is, a greeting probe decides whether clients get in.
      default -> state.startsWith("42") ? MUTE : NO_SESSION;
    };
  }
}

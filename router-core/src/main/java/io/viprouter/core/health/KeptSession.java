package io.viprouter.core.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitor's one session with a server: opened when first needed, kept, ended in order, so that
 * the server has nothing to log or count. Confined to the thread of its {@link Watch}, but for
 * {@link #abort}.
 */
final class KeptSession {

  private static final Logger log = LoggerFactory.getLogger(KeptSession.class);

  /** Longest wait for an answer. Then the server hangs, and the connection is given up. */
  private static final int HANGS_MILLIS = 10_000;

  private record Open(Connection connection, Dialect dialect) {}

  private final DataSource source;
  private volatile @Nullable Open open;

  KeptSession(DataSource source) {
    this.source = source;
  }

  /** Whether there is a session to ask over. */
  boolean standing() {
    return open != null;
  }

  /** Opens one, after the old one was ended. */
  void renew() throws SQLException {
    close();
    Connection connection = source.getConnection();
    try {
      connection.setNetworkTimeout(Runnable::run, HANGS_MILLIS);
      connection.setAutoCommit(true);
      open = new Open(connection, Dialect.of(connection));
    } catch (SQLException e) {
      end(connection);
      throw e;
    }
  }

  /** Asks over the session that stands. */
  Optional<ServerFacts> ask(boolean facts) throws SQLException {
    Open session = open;
    if (session == null) {
      throw new SQLException("no session", "08003");
    }
    if (facts) {
      return Optional.of(FactsReader.read(session.connection(), session.dialect()));
    }
    if (!session.connection().isValid(HANGS_MILLIS / 1000)) {
      throw new SQLException("the session is broken", "08003");
    }
    return Optional.empty();
  }

  /** Ends it in order. */
  void close() {
    Open session = open;
    open = null;
    if (session != null) {
      end(session.connection());
    }
  }

  /** Cuts it off, whatever its thread waits for. Any thread. */
  void abort() {
    Open session = open;
    if (session != null) {
      try {
        session.connection().abort(Runnable::run);
      } catch (SQLException | RuntimeException e) {
        log.debug("aborting a monitor session", e);
      }
    }
  }

  private static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException | RuntimeException e) {
      log.debug("closing a monitor session", e);
    }
  }
}

package io.viprouter.launcher;

import com.google.common.base.Throwables;
import io.viprouter.core.Destination;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of the monitor user to one server. Thread-safe.
 *
 * <p>With TLS if the server has it; the certificate is not checked, for a server that is asked
 * about its role is on our own network and has most often made it itself. Else in the clear, where
 * the password is protected by the server's RSA key or never sent.
 */
final class MonitorDataSource implements DataSource {

  private static final int TIMEOUT_MILLIS = 3000;

  /** Servers number their errors from here on; the driver has lower numbers for its own. */
  private static final int LEAST_SERVER_ERROR = 1000;

  /** ER_SECURE_TRANSPORT_REQUIRED. */
  private static final int SECURE_TRANSPORT_REQUIRED = 3159;

  private final String url;
  private final Properties properties = new Properties();

  /** Whether the next connection is tried with TLS first. */
  private volatile boolean encrypted = true;

  /**
   * Makes one.
   *
   * @param server whom to ask
   * @param user the account
   * @param password its password
   */
  MonitorDataSource(Destination server, String user, String password) {
    this.url = "jdbc:mariadb://" + server + "/";
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", Integer.toString(TIMEOUT_MILLIS));
    properties.setProperty("socketTimeout", Integer.toString(TIMEOUT_MILLIS));
    properties.setProperty("allowPublicKeyRetrieval", "true");
    properties.setProperty("tcpKeepAlive", "true");
  }

  /**
   * Connects, in one way or the other.
   *
   * <p>A server counts an attempt with TLS that it cannot serve as a broken handshake, and blocks a
   * host for a number of them, with all clients that come through this router. So the other way is
   * tried only where it may help, and the way that a server has answered is kept until the server
   * is lost.
   */
  @Override
  public Connection getConnection() throws SQLException {
    return encrypted ? connectWithTlsFirst() : connectInTheClear();
  }

  private Connection connectWithTlsFirst() throws SQLException {
    try {
      return connect(true);
    } catch (SQLException e) {
      if (isAnswer(e) || !wasReached(e)) {
        throw e;
      }
      try {
        Connection plain = connect(false);
        encrypted = false;
        return plain;
      } catch (SQLException second) {
        encrypted = !isAnswer(second);
        second.addSuppressed(e);
        throw second;
      }
    }
  }

  private Connection connectInTheClear() throws SQLException {
    try {
      return connect(false);
    } catch (SQLException e) {
      // After a restart it may have TLS, or it demands it now.
      encrypted = !isAnswer(e) || e.getErrorCode() == SECURE_TRANSPORT_REQUIRED;
      throw e;
    }
  }

  /** Whether it is the server that refuses, with an error number of its own. */
  private static boolean isAnswer(SQLException failure) {
    return failure.getErrorCode() >= LEAST_SERVER_ERROR;
  }

  private static boolean wasReached(SQLException failure) {
    return Throwables.getCausalChain(failure).stream()
        .noneMatch(
            cause ->
                cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException);
  }

  private Connection connect(boolean withTls) throws SQLException {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty("sslMode", withTls ? "trust" : "disable");
    return DriverManager.getConnection(url, all);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the monitor user is the only one");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("logs through slf4j");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("the timeout is fixed");
  }

  @Override
  public int getLoginTimeout() {
    return TIMEOUT_MILLIS / 1000;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs through slf4j");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}

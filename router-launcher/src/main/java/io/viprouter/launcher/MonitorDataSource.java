package io.viprouter.launcher;

import io.viprouter.core.Destination;
import java.io.PrintWriter;
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

  private final String url;
  private final Properties properties = new Properties();

  /** Which way worked last; both are tried. */
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

  @Override
  public Connection getConnection() throws SQLException {
    boolean first = encrypted;
    try {
      return connect(first);
    } catch (SQLException e) {
      try {
        Connection other = connect(!first);
        encrypted = !first;
        return other;
      } catch (SQLException second) {
        e.addSuppressed(second);
        throw e;
      }
    }
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

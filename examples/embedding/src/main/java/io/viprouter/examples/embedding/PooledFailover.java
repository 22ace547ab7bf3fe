package io.viprouter.examples.embedding;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.viprouter.core.Router;
import io.viprouter.core.RouterListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A connection pool behind a router: the application sees one address. Stateless. */
public final class PooledFailover {

  private static final int POOL_SIZE = 4;

  private PooledFailover() {}

  /**
   * Tells every second which server answers; kill the first one and watch.
   *
   * @param servers {@code host:port}, the preferred one first
   */
  public static void main(String[] servers) throws SQLException, InterruptedException {
    try (Router router = EmbeddedRouter.start(new RouterListener() {}, servers);
        HikariDataSource pool = pool(router.route("rw").port())) {
      while (true) {
        System.out.println("answered by server " + serverId(pool));
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  static HikariDataSource pool(int port) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:mariadb://127.0.0.1:%d/jumpserver?sslMode=disable&allowPublicKeyRetrieval=true"
            .formatted(port));
    config.setUsername("jumpserver");
    config.setPassword("jumpserver");
    config.setMaximumPoolSize(POOL_SIZE);
    return new HikariDataSource(config);
  }

  /**
   * The pool looks at a connection only if it was idle for half a second, so those whose server has
   * just died may be handed out once each. Ask such a question again; the pool drops them.
   */
  static String serverId(DataSource pool) throws SQLException {
    for (int broken = 0; broken < POOL_SIZE; broken++) {
      try {
        return ask(pool);
      } catch (SQLException serverIsGone) {
        // The next one is another connection.
      }
    }
    return ask(pool);
  }

  private static String ask(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT @@server_id")) {
      return result.next() ? result.getString(1) : "";
    }
  }
}

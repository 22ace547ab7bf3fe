package io.viprouter.examples.proofs;

import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.junit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Clients that people use, and what each shows its user when it cannot log in. Stateless. */
enum RealClient {
  /** The program {@code mariadb}. */
  COMMAND_LINE {
    @Override
    String error(int port, String password) {
      String program = Tools.require("mariadb", "mariadb-client").toString();
      Shell.Result result =
          Shell.run(
              program,
              "--no-defaults",
              "--host=127.0.0.1",
              "--port=" + port,
              "--user=" + USER,
              "--password=" + password,
              "--execute=SELECT 1",
              USER);
      return result.status() == 0 ? "" : result.output().trim();
    }
  },
  /** MySQL Connector/J. */
  CONNECTOR_J {
    @Override
    String error(int port, String password) {
      return jdbc(Connector.MYSQL.url("127.0.0.1", port, USER), password);
    }
  },
  /** MariaDB Connector/J. */
  MARIADB_CONNECTOR_J {
    @Override
    String error(int port, String password) {
      return jdbc(Connector.MARIADB.url("127.0.0.1", port, USER), password);
    }
  },
  /** The package {@code mysql2} of Node.js. */
  NODE_MYSQL2 {
    @Override
    String error(int port, String password) throws IOException {
      Path directory = mysql2();
      String script =
          """
          const c = require('mysql2').createConnection(
            {host: '127.0.0.1', port: %d, user: '%s', password: '%s', database: '%s'});
          c.on('error', () => {});
          c.connect(e => {
            console.log(e ? `${e.code} (${e.errno}, ${e.sqlState}): ${e.message}` : '');
            c.destroy();
          });
          """
              .formatted(port, USER, password, USER);
      Path file = Files.writeString(directory.resolve("connect-" + port + ".cjs"), script);
      return Shell.check(Tools.require("node", "nodejs").toString(), file.toString()).trim();
    }
  };

  private static final String USER = "jumpserver";
  private static final String MYSQL2 = "mysql2@3.24.6";

  /**
   * Tries to log in as {@code jumpserver}.
   *
   * @param port of 127.0.0.1
   * @return what it shows; empty if it got in
   */
  abstract String error(int port, String password) throws IOException;

  private static String jdbc(String url, String password) {
    try (Connection connection = DriverManager.getConnection(url, USER, password)) {
      return connection.isClosed() ? "closed" : "";
    } catch (SQLException e) {
      return "%s (%d, %s): %s"
          .formatted(
              e.getClass().getSimpleName(), e.getErrorCode(), e.getSQLState(), e.getMessage());
    }
  }

  /** The package is fetched once for each build. */
  private static synchronized Path mysql2() throws IOException {
    Path directory = Files.createDirectories(Path.of("target", "npm").toAbsolutePath());
    if (!Files.isDirectory(directory.resolve("node_modules/mysql2"))) {
      Shell.check(
          Tools.require("npm", "npm").toString(),
          "install",
          "--no-audit",
          "--no-fund",
          "--ignore-scripts",
          "--prefix",
          directory.toString(),
          MYSQL2);
    }
    return directory;
  }
}

package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applications do, with both JDBC drivers, on every kind of server, through a router. */
@Tag("real")
class DriversProof {

  private static final String USER = "jumpserver";
  private static final int ROWS = 50_000;

  /** More than one packet of the protocol can hold (16 MiB - 1). */
  private static final int BIG = 20 << 20;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What is done with one connection. */
  private interface Work {
    void with(Connection connection, DatabaseServer server) throws Exception;
  }

  @ParameterizedTest
  @UsualFlavours
  void everydayWork(Flavour flavour) throws Exception {
    Tools.require(flavour);
    try (DatabaseServer server =
            DatabaseServer.builder(flavour).options("--max-allowed-packet=64M").start();
        Router router = start(server)) {
      for (Connector connector : Connector.values()) {
        String url = connector.url("127.0.0.1", router.route("rw").port(), USER);
        // The first login after this has no hash of the password to compare with.
        server.execute("FLUSH PRIVILEGES");
        with(url, server, DriversProof::generatedKeys);
        with(url, server, DriversProof::transactions);
        with(url, server, DriversProof::bigResult);
        with(url, server, DriversProof::bigPackets);
        with(url, server, DriversProof::killedByTheServer);
      }
      assertThat(Await.until(LIMIT, () -> router.status().activeConnections() == 0)).isTrue();
      assertThat(router.status().buffersLent()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tlsPassesThrough(Connector connector) throws Exception {
    Tools.require(Flavour.MYSQL_8_0);
    try (DatabaseServer server =
            DatabaseServer.builder(Flavour.MYSQL_8_0).options("--max-allowed-packet=64M").start();
        Router router = start(server)) {
      String url =
          connector
              .url("127.0.0.1", router.route("rw").port(), USER)
              .replace("sslMode=disable", "sslMode=trust")
              .replace("sslMode=DISABLED", "sslMode=REQUIRED");
      with(
          url, server, (connection, unused) -> Figure.print(connector + ": " + cipher(connection)));
      with(url, server, DriversProof::bigResult);
      with(url, server, DriversProof::bigPackets);
      with(url, server, DriversProof::killedByTheServer);
    }
  }

  private static String cipher(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(2)).isNotEmpty();
      return result.getString(2);
    }
  }

  private static void generatedKeys(Connection connection, DatabaseServer server)
      throws SQLException {
    run(
        connection,
        "DROP TABLE IF EXISTS host",
        "CREATE TABLE host (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(64))");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO host (name) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      for (int i = 1; i <= 3; i++) {
        insert.setString(1, "höst-" + i);
        insert.executeUpdate();
        try (ResultSet keys = insert.getGeneratedKeys()) {
          assertThat(keys.next()).isTrue();
          assertThat(keys.getInt(1)).isEqualTo(i);
        }
      }
    }
    assertThat(value(connection, "SELECT name FROM host WHERE id=2")).isEqualTo("höst-2");
  }

  private static void transactions(Connection connection, DatabaseServer server)
      throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO host (name) VALUES ('kept')");
    connection.commit();
    run(connection, "INSERT INTO host (name) VALUES ('lost')");
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(value(connection, "SELECT GROUP_CONCAT(name) FROM host WHERE id>3"))
        .isEqualTo("kept");
  }

  private static void bigResult(Connection connection, DatabaseServer server) throws SQLException {
    String ten =
        "(SELECT 0 d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4"
            + " UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)";
    String numbers =
        "SELECT a.d+10*b.d+100*c.d+1000*e.d+10000*f.d n, REPEAT('x', 100) FROM %1$s a, %1$s b,"
            + " %1$s c, %1$s e, %1$s f HAVING n < %2$d";
    long sum = 0;
    int rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(numbers.formatted(ten, ROWS))) {
      while (result.next()) {
        rows++;
        sum += result.getInt(1);
      }
    }
    assertThat(rows).isEqualTo(ROWS);
    assertThat(sum).isEqualTo((long) ROWS * (ROWS - 1) / 2);
  }

  private static void bigPackets(Connection connection, DatabaseServer server) throws SQLException {
    byte[] bytes = new byte[BIG];
    new Random(20_190_715).nextBytes(bytes);
    // Not transactional: the redo log of a small server does not take so much at once.
    run(
        connection,
        "DROP TABLE IF EXISTS blobs",
        "CREATE TABLE blobs (id INT PRIMARY KEY, content LONGBLOB) ENGINE=MyISAM");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO blobs VALUES (1, ?)")) {
      insert.setBytes(1, bytes);
      insert.executeUpdate();
    }
    assertThat(value(connection, "SELECT CRC32(content) FROM blobs"))
        .isEqualTo(Long.toString(checksum(bytes)));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT content FROM blobs")) {
      assertThat(result.next()).isTrue();
      assertThat(checksum(result.getBytes(1))).isEqualTo(checksum(bytes));
    }
  }

  private static void killedByTheServer(Connection connection, DatabaseServer server)
      throws SQLException {
    String id = value(connection, "SELECT CONNECTION_ID()");
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return value(connection, "SELECT SLEEP(60)");
              } catch (SQLException e) {
                throw new CompletionException(e);
              }
            });
    assertThat(
            Await.until(
                LIMIT,
                () ->
                    server
                        .value(
                            "SELECT COUNT(*) FROM information_schema.processlist WHERE id="
                                + id
                                + " AND command<>'Sleep'")
                        .equals("1")))
        .as("the query runs")
        .isTrue();
    long start = System.nanoTime();
    server.execute("KILL " + id);
    assertThatThrownBy(() -> waiting.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .hasCauseInstanceOf(SQLException.class);
    Figure.print(
        "%s: client of a killed connection hears of it in %d ms"
            .formatted(server.flavour(), Figure.millisSince(start)));
  }

  private static void with(String url, DatabaseServer server, Work work) throws Exception {
    try (Connection connection = DriverManager.getConnection(url, USER, USER)) {
      work.with(connection, server);
    }
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static Router start(DatabaseServer server) {
    return Router.of(
            RoutingSection.builder("rw")
                .bind("127.0.0.1", 0)
                .destination(server.host(), server.port())
                .connectTimeout(Duration.ofSeconds(10))
                .health(HealthCheck.NONE)
                .build())
        .start();
  }
}

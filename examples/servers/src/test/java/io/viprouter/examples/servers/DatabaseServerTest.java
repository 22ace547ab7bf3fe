package io.viprouter.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real")
class DatabaseServerTest {

  @ParameterizedTest
  @EnumSource
  void keepsItsDataOverAKill(Flavour flavour) {
    Tools.require(flavour);
    try (DatabaseServer server = DatabaseServer.builder(flavour).serverId(7).start()) {
      int port = server.port();
      server.execute("CREATE TABLE jumpserver.t (id INT PRIMARY KEY)");
      server.execute("INSERT INTO jumpserver.t VALUES (1), (2)");
      long before = server.pid();

      server.kill();
      assertThat(server.isAlive()).isFalse();
      server.start();

      assertThat(server.pid()).isNotEqualTo(before);
      assertThat(server.value("SELECT @@port")).isEqualTo(Integer.toString(port));
      assertThat(server.value("SELECT @@server_id")).isEqualTo("7");
      assertThat(server.value("SELECT count(*) FROM jumpserver.t")).isEqualTo("2");
      assertThat(server.errorLog()).contains("ready for connections");
    }
  }

  @ParameterizedTest
  @UsualFlavours
  void stopsInOrder(Flavour flavour) {
    Tools.require(flavour);
    try (DatabaseServer server = DatabaseServer.builder(flavour).start()) {
      server.stop();

      assertThat(server.isAlive()).isFalse();
      assertThat(server.errorLog()).containsIgnoringCase("shutdown complete");
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersBothDrivers(Flavour flavour) throws SQLException {
    Tools.require(flavour);
    try (DatabaseServer server = DatabaseServer.builder(flavour).nameResolving(true).start()) {
      for (Connector connector : Connector.values()) {
        String url = server.jdbcUrl(connector, "jumpserver");
        try (Connection connection = DriverManager.getConnection(url, "jumpserver", "jumpserver")) {
          assertThat(connection.getCatalog()).isEqualTo("jumpserver");
        }
      }
    }
  }

  @Test
  void freezesAndThaws() {
    Tools.require(Flavour.MYSQL_5_7);
    try (DatabaseServer server = DatabaseServer.builder(Flavour.MYSQL_5_7).start()) {
      server.freeze();
      String impatient =
          server.jdbcUrl(Connector.MARIADB, "") + "&connectTimeout=300&socketTimeout=300";
      assertThatThrownBy(() -> DriverManager.getConnection(impatient, "admin", "admin").close())
          .isInstanceOf(SQLException.class);
      assertThat(server.isAlive()).isTrue();

      server.thaw();
      assertThat(server.value("SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void sinksWithItsLogWhenItCannotStart() {
    Tools.require(Flavour.MYSQL_5_7);
    try (DatabaseServer server =
        DatabaseServer.builder(Flavour.MYSQL_5_7).options("--no-such-option").build()) {
      assertThatThrownBy(server::start)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("no-such-option");
    }
  }

  @Test
  void closedOneLeavesNothing() {
    Tools.require(Flavour.MYSQL_5_7);
    DatabaseServer server = DatabaseServer.builder(Flavour.MYSQL_5_7).start();
    String data = server.value("SELECT @@datadir");
    long pid = server.pid();

    server.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(Path.of(data).getParent()).doesNotExist();
    assertThat(Await.until(Duration.ZERO, () -> Ports.isFree("127.0.0.1", server.port()))).isTrue();
  }

  /** What makes the measured facts about blocked hosts reproducible. */
  @ParameterizedTest
  @UsualFlavours
  void countsBrokenHandshakesWhenAskedTo(Flavour flavour) throws Exception {
    Tools.require(flavour);
    try (DatabaseServer server =
        DatabaseServer.builder(flavour)
            .performanceSchema(true)
            .nameResolving(true)
            .maxConnectErrors(3)
            .start()) {
      for (int i = 0; i < 3; i++) {
        readGreetingAndLeave(server);
      }
      String counted = "SELECT SUM_CONNECT_ERRORS FROM performance_schema.host_cache";
      assertThat(
              Await.until(
                  Duration.ofSeconds(10),
                  () -> server.query(counted).stream().anyMatch(row -> row.containsValue("3"))))
          .isTrue();
    }
  }

  private static void readGreetingAndLeave(DatabaseServer server) throws Exception {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress("127.0.0.2", 0));
      socket.connect(new InetSocketAddress(server.host(), server.port()));
      assertThat(socket.getInputStream().read()).isNotNegative();
    }
  }
}

package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is turned away reads why, in the client he uses. */
@Tag("real")
class ErrorsToClientsProof {

  private static final String PASSWORD = "jumpserver";

  @ParameterizedTest
  @EnumSource
  void noDestination(RealClient client) throws IOException {
    int nobody = ScriptedServer.unusedPort();
    try (Router router = start(section().destination("127.0.0.1", nobody))) {
      int port = router.route("rw").port();
      shows(
          client,
          port,
          "Can't connect to remote MySQL server for client connected to '127.0.0.1:" + port + "'");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tooManyConnections(RealClient client) throws IOException {
    try (ScriptedServer server = ScriptedServer.greeting();
        Router router = start(section().destination("127.0.0.1", server.port()).maxConnections(1));
        ScriptedClient first = ScriptedClient.loggedIn(router.route("rw").port())) {
      assertThat(first.echo("in")).isEqualTo("in");
      shows(client, router.route("rw").port(), "Too many connections to MySQL Router");
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockedClient(RealClient client) throws IOException {
    try (ScriptedServer server = ScriptedServer.greeting();
        Router router =
            start(section().destination("127.0.0.1", server.port()).maxConnectErrors(1))) {
      int port = router.route("rw").port();
      RudeClient.WITHIN_LOGIN.visit(port, false);
      assertThat(
              Await.until(
                  Duration.ofSeconds(10),
                  () -> !router.route("rw").status().blockedClients().isEmpty()))
          .isTrue();
      shows(client, port, "Too many connection errors from 127.0.0.1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void badHandshake(RealClient client) throws IOException {
    try (ScriptedServer server = ScriptedServer.greeting();
        Router router = start(section().destination("127.0.0.1", server.port()));
        Misnumbering cable = new Misnumbering(router.route("rw").port())) {
      shows(client, cable.port(), "Bad handshake");
    }
  }

  /** The server greets and then thinks for ever about the login. */
  @ParameterizedTest
  @EnumSource
  void handshakeTimeout(RealClient client) throws IOException {
    try (MuteServer server = new MuteServer();
        Router router =
            start(
                section()
                    .destination("127.0.0.1", server.port())
                    .clientConnectTimeout(Duration.ofMillis(300)))) {
      shows(client, router.route("rw").port(), "Handshake timed out at MySQL Router");
    }
  }

  /** Both servers are full: the client is told what the servers say. */
  @Test
  void errorsOfTheServersPassUnchanged() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    try (DatabaseServer one = full();
        DatabaseServer two = full();
        Connection first = open(one, "jumpserver");
        Connection second = open(two, "jumpserver");
        Router router =
            start(
                section()
                    .destination(one.host(), one.port())
                    .destination(two.host(), two.port()))) {
      int port = router.route("rw").port();
      assertThat(first.isValid(1) && second.isValid(1)).isTrue();
      for (RealClient client : RealClient.values()) {
        showsAsFrom(one, client, port, PASSWORD, "Too many connections");
      }
      try (Connection third = open(one, "admin");
          Connection fourth = open(two, "admin")) {
        assertThat(third.isValid(1) && fourth.isValid(1)).isTrue();
        // Before, they refused after the login; now they do so instead of greeting.
        for (RealClient client : RealClient.values()) {
          showsAsFrom(one, client, port, PASSWORD, "Too many connections");
        }
      }
    }
  }

  @Test
  void wrongPassword() throws Exception {
    Tools.require(Flavour.MARIADB_10_11);
    try (DatabaseServer server = DatabaseServer.builder(Flavour.MARIADB_10_11).start();
        Router router = start(section().destination(server.host(), server.port()))) {
      for (RealClient client : RealClient.values()) {
        showsAsFrom(
            server,
            client,
            router.route("rw").port(),
            "wrong",
            "Access denied for user 'jumpserver'@'127.0.0.1' (using password: YES)");
      }
    }
  }

  /** Through the router a client shows what it shows without one. */
  private static void showsAsFrom(
      DatabaseServer server, RealClient client, int port, String password, String text)
      throws IOException {
    String routed = client.error(port, password);
    Figure.print("%s shows: %s".formatted(client, routed));
    assertThat(routed).contains(text);
    assertThat(unnumbered(routed)).isEqualTo(unnumbered(client.error(server.port(), password)));
  }

  /** One driver shows the server's number of the connection, which is another each time. */
  private static String unnumbered(String error) {
    return error.replaceAll("\\(conn=\\d+\\)", "(conn)");
  }

  private static void shows(RealClient client, int port, String text) throws IOException {
    String error = client.error(port, PASSWORD);
    Figure.print("%s shows: %s".formatted(client, error.lines().findFirst().orElse("")));
    assertThat(error).contains(text);
  }

  private static RoutingSectionBuilder section() {
    return RoutingSection.builder("rw").bind("127.0.0.1", 0).health(HealthCheck.NONE);
  }

  private static Router start(RoutingSectionBuilder section) {
    return Router.of(section.build()).start();
  }

  private static DatabaseServer full() {
    return DatabaseServer.builder(Flavour.MYSQL_5_7).options("--max-connections=1").start();
  }

  private static Connection open(DatabaseServer server, String user) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(Connector.MARIADB, ""), user, user);
  }
}

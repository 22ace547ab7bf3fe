package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Monitor;
import io.viprouter.core.Router;
import io.viprouter.core.RouterBuilder;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.StateChange;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The monitor's kept session: what servers see of it, and what it makes of their troubles. */
@Tag("real")
class MonitorProof {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(10);
  private static final int MANY = 500;

  private static final HealthCheck GREETING =
      HealthCheck.DEFAULT.withIntervals(INTERVAL, INTERVAL).withTimeout(Duration.ofSeconds(5));

  @ParameterizedTest
  @UsualFlavours
  void leavesNoTrace(Flavour flavour) throws Exception {
    Tools.require(flavour);
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = host.server(flavour, 10)) {
      MonitorUser.create(server);
      HostCache cache = new HostCache(server, host.observer());
      cache.clear();
      int aborted = cache.abortedConnects();
      int clients = abortedClients(server);
      String log = server.errorLog();
      long asked;
      try (Router router =
          router(
              MonitorUser.often(INTERVAL, Duration.ZERO),
              section("rw", server, GREETING.withKind(HealthCheck.Kind.ROLE)),
              section("greeting", server, GREETING))) {
        long before = commands(server);
        assertThat(Await.until(LIMIT, () -> commands(server) - before > MANY)).isTrue();
        asked = commands(server) - before;
        assertThat(cache.connections()).as("one session, shared by both sections").isEqualTo(1);
        assertThat(state(router, "rw").state()).isEqualTo(DestinationState.UP);
        assertThat(state(router, "greeting").connectErrors()).isZero();
      }
      assertThat(Await.until(LIMIT, () -> cache.connections() == 0)).isTrue();
      Figure.print(
          "%s: %d commands of the server's and the observer's; host cache holds %s"
              .formatted(flavour, asked, cache.row(host.near())));
      assertThat(cache.row(host.near()))
          .doesNotContainKeys("SUM_CONNECT_ERRORS", "COUNT_HANDSHAKE_ERRORS");
      assertThat(cache.abortedConnects()).as("logins refused").isEqualTo(aborted);
      assertThat(abortedClients(server)).as("sessions cut off").isEqualTo(clients);
      assertThat(server.errorLog()).isEqualTo(log);
    }
  }

  /**
   * Neither a frozen server, nor a full one, nor a monitor without a password costs the session.
   */
  @Test
  void troublesAreToldApart() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    try (DatabaseServer server =
        DatabaseServer.builder(Flavour.MYSQL_5_7).options("--max-connections=8").start()) {
      MonitorUser.create(server);
      HealthCheck impatient =
          GREETING
              .withKind(HealthCheck.Kind.ROLE)
              .withIntervals(Duration.ofMillis(100), Duration.ofMillis(100))
              .withTimeout(Duration.ofMillis(500));
      try (Router router =
          router(
              MonitorUser.often(Duration.ofMillis(100), Duration.ZERO),
              section("rw", server, impatient))) {
        await(router, DestinationState.UP);
        int cutOff = abortedClients(server);

        long start = System.nanoTime();
        server.freeze();
        await(router, DestinationState.QUARANTINED);
        Figure.print(
            "a frozen server is quarantined after %d ms".formatted(Figure.millisSince(start)));
        assertThat(state(router, "rw").cause()).contains("no answer to the monitor");
        server.thaw();
        await(router, DestinationState.UP);

        assertThat(abortedClients(server)).as("the session was not cut off").isEqualTo(cutOff);
        fill(router, server);
      }
    }
  }

  /** Full is not dead: clients hear what the server says, and it stays usable. */
  private static void fill(Router router, DatabaseServer server) throws SQLException {
    List<Connection> all = new ArrayList<>();
    long changes = router.route("rw").status().history().size();
    try {
      SQLException full = null;
      while (full == null) {
        try {
          all.add(connect(router));
        } catch (SQLException e) {
          full = e;
        }
      }
      assertThat(full.getErrorCode()).isEqualTo(1040);
      assertThat(state(router, "rw").state()).isEqualTo(DestinationState.UP);
      try (Router another =
          router(
              MonitorUser.often(Duration.ofMillis(100), Duration.ZERO),
              section("rw", server, GREETING))) {
        long before = refusals(all.get(0));
        assertThat(Await.until(LIMIT, () -> refusals(all.get(0)) - before > 3)).isTrue();
        assertThat(state(another, "rw").state()).isEqualTo(DestinationState.UP);
        assertThat(state(another, "rw").failures()).isZero();
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    assertThat(router.route("rw").status().history()).hasSize((int) changes);
  }

  @Test
  void aMonitorThatMayNotLogInLeavesItToTheGreeting() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    try (DatabaseServer server = DatabaseServer.builder(Flavour.MYSQL_5_7).start();
        Router router =
            router(
                new Monitor(MonitorUser.as("nobody"), Duration.ofMillis(50), Duration.ZERO),
                section("rw", server, GREETING.withKind(HealthCheck.Kind.ROLE)))) {
      await(router, DestinationState.UP);
      assertThat(state(router, "rw").cause()).contains("role not known", "Access denied");
      connect(router).close();
      server.kill();
      await(router, DestinationState.QUARANTINED);
      server.start();
      await(router, DestinationState.UP);
      assertThat(router.route("rw").status().history())
          .extracting(StateChange::to)
          .contains(DestinationState.QUARANTINED);
    }
  }

  private static Router router(Monitor monitor, RoutingSection... sections) {
    RouterBuilder router = Router.builder().monitor(monitor);
    for (RoutingSection section : sections) {
      router.section(section);
    }
    return router.build().start();
  }

  private static RoutingSection section(String name, DatabaseServer server, HealthCheck health) {
    return RoutingSection.builder(name)
        .bind("127.0.0.1", 0)
        .destination(new Destination(server.host(), server.port()))
        .health(health)
        .build();
  }

  private static void await(Router router, DestinationState state) {
    assertThat(Await.until(LIMIT, () -> state(router, "rw").state() == state))
        .as("%s, but %s", state, state(router, "rw"))
        .isTrue();
  }

  private static DestinationStatus state(Router router, String section) {
    return router.route(section).status().destinations().get(0);
  }

  private static Connection connect(Router router) throws SQLException {
    return DriverManager.getConnection(
        Connector.MARIADB.url("127.0.0.1", router.route("rw").port(), "jumpserver"),
        "jumpserver",
        "jumpserver");
  }

  private static int abortedClients(DatabaseServer server) {
    return status(server, "Aborted_clients");
  }

  /** Commands of clients: pings are among them. */
  private static long commands(DatabaseServer server) {
    return status(server, "Questions");
  }

  private static int status(DatabaseServer server, String name) {
    return Integer.parseInt(
        server.query("SHOW GLOBAL STATUS LIKE '" + name + "'").get(0).get("Value"));
  }

  /** Refusals so far of a server that has no connection to spare for another who asks. */
  private static long refusals(Connection there) {
    try (Statement statement = there.createStatement();
        ResultSet row =
            statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Connection_errors_max_connections'")) {
      row.next();
      return row.getLong(2);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

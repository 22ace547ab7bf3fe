package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * A server that accepts and does not answer costs a client one connect timeout, and when it wakes
 * up it does not find that the router's host has hung up on it too often.
 */
@Tag("real")
class FrozenServerProof {

  private static final int MAX_CONNECT_ERRORS = 3;
  private static final int FAILURES = 20;
  private static final int CLIENTS = 40;
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
  private static final HealthCheck OFTEN =
      HealthCheck.DEFAULT
          .withIntervals(Duration.ofMillis(100), Duration.ofSeconds(1))
          .withTimeout(Duration.ofMillis(300));
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @ParameterizedTest
  @UsualFlavours
  void nextServerTakesOverAndNobodyIsBlocked(Flavour flavour) throws Exception {
    Tools.require(flavour);
    try (OtherHost host = OtherHost.create();
        DatabaseServer frozen = host.server(flavour, MAX_CONNECT_ERRORS);
        ScriptedServer next = ScriptedServer.greeting();
        Router router =
            start(section(frozen).destination("127.0.0.1", next.port()).health(OFTEN))) {
      HostCache cache = new HostCache(frozen, host.observer());
      cache.clear();
      frozen.freeze();
      assertTakesOver(flavour, router.route("rw").port(), next);
      assertThat(Await.until(LIMIT, () -> status(router).connectErrors() >= FAILURES)).isTrue();
      frozen.thaw();

      assertThat(Await.until(LIMIT, () -> status(router).state() == DestinationState.UP))
          .as("in use again")
          .isTrue();
      awaitQuiet(router, cache);
      Map<String, String> row = cache.row(host.near());
      Figure.print(
          "%s thawed after %d failed connections: host cache holds %s"
              .formatted(flavour, FAILURES, row));
      assertThat(row).doesNotContainKeys("SUM_CONNECT_ERRORS", "COUNT_HANDSHAKE_ERRORS");
      assertLogsIn(frozen);
    }
  }

  /** More clients than the router lets linger: a figure, not a promise. */
  @ParameterizedTest
  @UsualFlavours
  void manyClientsOfOneFrozenServerAreNotCountedEither(Flavour flavour) throws Exception {
    Tools.require(flavour);
    List<ScriptedClient> clients = new ArrayList<>();
    try (OtherHost host = OtherHost.create();
        DatabaseServer frozen = host.server(flavour, MAX_CONNECT_ERRORS);
        Router router = start(section(frozen).health(OFTEN))) {
      HostCache cache = new HostCache(frozen, host.observer());
      cache.clear();
      frozen.freeze();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(ScriptedClient.connect(router.route("rw").port()));
      }
      for (ScriptedClient client : clients) {
        assertThat(client.read().isError()).as("turned away").isTrue();
      }
      frozen.thaw();
      assertThat(Await.until(LIMIT, () -> status(router).state() == DestinationState.UP)).isTrue();
      awaitQuiet(router, cache);
      Figure.print(
          "%s thawed after %d clients at once and no other server: host cache holds %s"
              .formatted(flavour, CLIENTS, cache.row(host.near())));
      assertThat(cache.row(host.near()))
          .doesNotContainKeys(
              "SUM_CONNECT_ERRORS", "COUNT_HANDSHAKE_ERRORS", "COUNT_HOST_BLOCKED_ERRORS");
    } finally {
      clients.forEach(ScriptedClient::close);
    }
  }

  private static void assertTakesOver(Flavour flavour, int port, ScriptedServer next)
      throws IOException {
    long start = System.nanoTime();
    try (ScriptedClient client = ScriptedClient.connect(port)) {
      assertThat(client.readGreeting()).isEqualTo(next.version());
    }
    long millis = Figure.millisSince(start);
    Figure.print(
        "%s frozen, connect timeout %d ms: next server greets after %d ms"
            .formatted(flavour, CONNECT_TIMEOUT.toMillis(), millis));
    assertThat(millis).isLessThan(CONNECT_TIMEOUT.toMillis() * 4);
  }

  private static void assertLogsIn(DatabaseServer server) throws SQLException {
    try (Router router = start(section(server).health(HealthCheck.NONE));
        Connection connection =
            DriverManager.getConnection(
                Connector.MARIADB.url("127.0.0.1", router.route("rw").port(), ""),
                "jumpserver",
                "jumpserver")) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  /** Lets the probe under way come to its end. */
  private static void awaitQuiet(Router router, HostCache cache) {
    RoutingSection section = router.route("rw").section();
    router.route("rw").update(section.toBuilder().health(HealthCheck.NONE).build());
    assertThat(Await.until(LIMIT, () -> cache.connections() == 0)).isTrue();
  }

  private static DestinationStatus status(Router router) {
    return router.route("rw").status().destinations().get(0);
  }

  private static RoutingSectionBuilder section(DatabaseServer server) {
    return RoutingSection.builder("rw")
        .bind("127.0.0.1", 0)
        .destination(server.host(), server.port())
        .connectTimeout(CONNECT_TIMEOUT);
  }

  private static Router start(RoutingSectionBuilder section) {
    return Router.builder().ioThreads(1).section(section.build()).build().start();
  }
}

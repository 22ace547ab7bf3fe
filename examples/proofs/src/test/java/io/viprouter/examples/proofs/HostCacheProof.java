package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RouterBuilder;
import io.viprouter.core.RoutingSection;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * No probe and no client that breaks off brings the router's host nearer to being blocked
 * (ER_HOST_IS_BLOCKED). The server is on another host: of 127.0.0.1 it never counts anything.
 */
@Tag("real")
class HostCacheProof {

  private static final int MANY = 1_000;
  private static final int SECTIONS = 4;
  private static final int MAX_CONNECT_ERRORS = 10;
  private static final int HOST_BLOCKED = 1129;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @ParameterizedTest
  @UsualFlavours
  void countsNothingAgainstTheRouter(Flavour flavour) throws Exception {
    Tools.require(flavour);
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = host.server(flavour, MAX_CONNECT_ERRORS)) {
      HostCache cache = new HostCache(server, host.observer());
      cache.clear();

      probe(flavour, server, cache);
      assertNothingCounted(flavour + " after probes", cache, host.near());

      try (Router router = Router.of(section(server, HealthCheck.NONE)).start()) {
        breakOff(router, cache);
        assertNothingCounted(flavour + " after clients that left", cache, host.near());
        stayTooLong(router, cache);
        assertNothingCounted(flavour + " after slow clients", cache, host.near());
        assertLogsIn(router);
      }

      assertThat(blockedAfter(server, host.near()))
          .as("greetings read before a host without a router is blocked")
          .isBetween(1, MANY);
    }
  }

  /**
   * The one thing a router cannot make good that does not end TLS itself: a figure, not a promise.
   */
  @Test
  void measuresBrokenTlsHandshakes() throws Exception {
    Tools.require(Flavour.MYSQL_8_0);
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = host.server(Flavour.MYSQL_8_0, MAX_CONNECT_ERRORS);
        Router router = Router.of(section(server, HealthCheck.NONE)).start()) {
      HostCache cache = new HostCache(server, host.observer());
      for (RudeClient client :
          new RudeClient[] {RudeClient.WITHIN_TLS_HELLO, RudeClient.AFTER_TLS_HELLO}) {
        cache.clear();
        for (int i = 0; i < MAX_CONNECT_ERRORS - 1; i++) {
          client.visit(router.route("rw").port(), false);
        }
        awaitQuiet(cache);
        Figure.print(
            "MYSQL_8_0, %d clients that leave %s: %s"
                .formatted(MAX_CONNECT_ERRORS - 1, client, cache.row(host.near())));
        assertLogsIn(router);
      }
    }
  }

  /** Sessions that the router itself ends during the handshake: a figure, not a promise. */
  @Test
  void measuresHandshakesTheRouterEnds() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = host.server(Flavour.MYSQL_5_7, MAX_CONNECT_ERRORS)) {
      HostCache cache = new HostCache(server, host.observer());
      cache.clear();
      List<ScriptedClient> clients = new ArrayList<>();
      try (Router router = Router.of(section(server, HealthCheck.NONE)).start()) {
        Route route = router.route("rw");
        clients.addAll(greeted(route.port()));
        route.kill(route.section().destinations().get(0).destination());
        awaitQuiet(cache);
        assertNothingCounted("MYSQL_5_7 after a kill in the handshake", cache, host.near());
        assertLogsIn(router);
        cache.clear();
        clients.addAll(greeted(route.port()));
      }
      awaitQuiet(cache);
      report("router closed", clients.size() / 2, cache, host);
      clients.forEach(ScriptedClient::close);
    }
  }

  private static void report(String what, int clients, HostCache cache, OtherHost host)
      throws SQLException {
    Figure.print(
        "MYSQL_5_7, %s with %d clients in the handshake: %s"
            .formatted(what, clients, cache.row(host.near())));
  }

  private static List<ScriptedClient> greeted(int port) throws IOException {
    List<ScriptedClient> clients = new ArrayList<>();
    for (int i = 0; i < MAX_CONNECT_ERRORS - 1; i++) {
      ScriptedClient client = ScriptedClient.connect(port);
      client.readGreeting();
      clients.add(client);
    }
    return clients;
  }

  /** Lets an idle server be probed a thousand times, by its own count of refused logins. */
  private static void probe(Flavour flavour, DatabaseServer server, HostCache cache) {
    HealthCheck often =
        HealthCheck.DEFAULT.withIntervals(Duration.ofMillis(10), Duration.ofMillis(10));
    long start = System.nanoTime();
    int before = cache.abortedConnects();
    try (Router router = manySections(section(server, often))) {
      assertThat(Await.until(LIMIT, () -> cache.abortedConnects() - before >= MANY))
          .as("probes within " + LIMIT)
          .isTrue();
      for (Route route : router.routes()) {
        assertThat(route.status().destinations().get(0).connectErrors()).isZero();
        // A probe that is under way when its router closes would be a broken handshake.
        route.update(route.section().toBuilder().health(HealthCheck.NONE).build());
      }
      awaitQuiet(cache);
    }
    Figure.print(
        "%s, %d probes carried to their refusal in %d ms"
            .formatted(flavour, cache.abortedConnects() - before, Figure.millisSince(start)));
  }

  /** Each section probes by itself: with more of them a thousand come sooner. */
  private static Router manySections(RoutingSection section) {
    RouterBuilder router = Router.builder();
    for (int i = 1; i <= SECTIONS; i++) {
      router.section(
          RoutingSection.builder("rw" + i)
              .bind("127.0.0.1", 0)
              .destinations(section.destinations())
              .health(section.health())
              .build());
    }
    return router.build().start();
  }

  private static void breakOff(Router router, HostCache cache) throws IOException {
    int port = router.route("rw").port();
    for (int i = 0; i < MANY; i++) {
      RudeClient client = RudeClient.READABLE.get(i % RudeClient.READABLE.size());
      client.visit(port, i / RudeClient.READABLE.size() % 2 == 1);
    }
    awaitQuiet(cache);
  }

  /** More clients than the server forgives say nothing after the greeting. */
  private static void stayTooLong(Router router, HostCache cache) throws IOException {
    Route route = router.route("rw");
    route.update(route.section().toBuilder().clientConnectTimeout(Duration.ofMillis(200)).build());
    List<ScriptedClient> clients = new ArrayList<>();
    for (int i = 0; i < 3 * MAX_CONNECT_ERRORS; i++) {
      clients.add(ScriptedClient.connect(route.port()));
    }
    for (ScriptedClient client : clients) {
      client.readGreeting();
      assertThat(client.read().errorText()).contains("Handshake timed out");
      client.close();
    }
    awaitQuiet(cache);
  }

  private static void awaitQuiet(HostCache cache) {
    assertThat(Await.until(LIMIT, () -> cache.connections() == 0))
        .as("all connections of the router have ended")
        .isTrue();
  }

  private static void assertNothingCounted(String when, HostCache cache, String near)
      throws SQLException {
    Map<String, String> row = cache.row(near);
    Figure.print("%s: host cache holds %s".formatted(when, row));
    assertThat(row)
        .containsEntry("IP", near)
        .doesNotContainKeys("SUM_CONNECT_ERRORS", "COUNT_HANDSHAKE_ERRORS");
  }

  private static void assertLogsIn(Router router) throws SQLException {
    String url = Connector.MARIADB.url("127.0.0.1", router.route("rw").port(), "jumpserver");
    try (Connection connection = DriverManager.getConnection(url, "jumpserver", "jumpserver")) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  /** What a probe of the simple kind does: reads the greeting and leaves. */
  private static int blockedAfter(DatabaseServer server, String near) throws IOException {
    int greetings = 0;
    for (int i = 0; i < MANY; i++) {
      try (Socket socket = new Socket()) {
        socket.bind(new InetSocketAddress(InetAddress.getByName(near), 0));
        socket.connect(new InetSocketAddress(server.host(), server.port()));
        Packets.Packet first = Packets.read(socket.getInputStream());
        if (first.isError()) {
          assertThat(first.errorCode()).isEqualTo(HOST_BLOCKED);
          Figure.print(
              "%s, without a router: blocked after %d greetings"
                  .formatted(server.flavour(), greetings));
          return greetings;
        }
        greetings++;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static RoutingSection section(DatabaseServer server, HealthCheck health) {
    return RoutingSection.builder("rw")
        .bind("127.0.0.1", 0)
        .destination(server.host(), server.port())
        .maxConnectErrors(0)
        .health(health)
        .build();
  }
}

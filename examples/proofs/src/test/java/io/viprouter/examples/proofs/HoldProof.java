package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.WeightedDestination;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.ReplicatedCluster;
import io.viprouter.examples.servers.junit.Tools;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application that takes a connection for each request, from a pool, sees a slow connect and no
 * error while there is no primary.
 */
@Tag("real")
class HoldProof {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final int REQUESTS = 8;

  private static final HealthCheck ROLE =
      HealthCheck.DEFAULT
          .withKind(HealthCheck.Kind.ROLE)
          .withIntervals(INTERVAL, INTERVAL)
          .withTimeout(Duration.ofSeconds(5));

  /** Else the pool would not look whether a connection is alive that was used a moment ago. */
  private static final String TRUSTED_MILLIS = "com.zaxxer.hikari.aliveBypassWindowMs";

  @BeforeAll
  static void letThePoolLook() {
    System.setProperty(TRUSTED_MILLIS, "0");
  }

  @AfterAll
  static void asItWas() {
    System.clearProperty(TRUSTED_MILLIS);
  }

  @Test
  void requestsWaitForThePromotedPrimary() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    try (ReplicatedCluster cluster = ReplicatedCluster.builder(Flavour.MYSQL_5_7).start()) {
      MonitorUser.create(cluster.master01());
      cluster.master01().execute("CREATE TABLE jumpserver.t (id BIGINT PRIMARY KEY)");
      cluster.awaitReplicated();
      try (Router router = router(cluster.master01(), cluster.slave01());
          HikariDataSource pool = pool(router.route("rw").port())) {
        insert(pool, 0);
        waits(
            router.route("rw"),
            pool,
            cluster.master01()::kill,
            () -> cluster.promote(cluster.slave01()));
      }
      assertThat(cluster.slave01().value("SELECT COUNT(*) FROM jumpserver.t"))
          .isEqualTo(Integer.toString(REQUESTS + 1));
    }
  }

  @Test
  void requestsWaitForTheOnlyPrimaryToRestart() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    try (DatabaseServer server = DatabaseServer.builder(Flavour.MYSQL_5_7).start()) {
      MonitorUser.create(server);
      server.execute("CREATE TABLE jumpserver.t (id BIGINT PRIMARY KEY)");
      try (Router router = router(server);
          HikariDataSource pool = pool(router.route("rw").port())) {
        insert(pool, 0);
        waits(router.route("rw"), pool, server::kill, server::start);
      }
      assertThat(server.value("SELECT COUNT(*) FROM jumpserver.t"))
          .isEqualTo(Integer.toString(REQUESTS + 1));
    }
  }

  /** The primary goes; requests come, wait, and succeed once the remedy has worked. */
  private static void waits(
      Route route, HikariDataSource pool, Runnable disaster, Runnable remedy) {
    ExecutorService clients = Executors.newFixedThreadPool(REQUESTS);
    try {
      disaster.run();
      long start = System.nanoTime();
      List<CompletableFuture<Void>> requests =
          IntStream.rangeClosed(1, REQUESTS)
              .mapToObj(id -> CompletableFuture.runAsync(() -> insert(pool, id), clients))
              .toList();
      assertThat(Await.until(LIMIT, () -> route.status().heldConnections() > 0))
          .as("clients are held")
          .isTrue();
      assertThat(requests).noneMatch(CompletableFuture::isDone);
      remedy.run();
      long cured = Figure.millisSince(start);
      CompletableFuture.allOf(requests.toArray(CompletableFuture<?>[]::new)).join();
      Figure.print(
          "%d requests of a pool waited %d ms, %d ms of them after the remedy; %d errors"
              .formatted(
                  REQUESTS,
                  Figure.millisSince(start),
                  Figure.millisSince(start) - cured,
                  route.status().refusedConnections()));
      assertThat(route.status().refusedConnections()).isZero();
      assertThat(route.status().heldConnections()).isZero();
    } finally {
      clients.shutdownNow();
    }
  }

  private static void insert(HikariDataSource pool, int id) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO jumpserver.t VALUES (" + id + ")");
    } catch (SQLException e) {
      throw new IllegalStateException("request " + id + " failed", e);
    }
  }

  private static Router router(DatabaseServer... servers) {
    RoutingSection section =
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .destinations(
                List.of(servers).stream()
                    .map(server -> new Destination(server.host(), server.port()))
                    .map(WeightedDestination::of)
                    .toList())
            .health(ROLE)
            .hold(LIMIT)
            .build();
    Router router =
        Router.builder()
            .section(section)
            .monitor(MonitorUser.often(INTERVAL, Duration.ZERO))
            .build()
            .start();
    assertThat(Await.until(LIMIT, () -> router.route("rw").status().usable())).isTrue();
    return router;
  }

  private static HikariDataSource pool(int port) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        Connector.MARIADB.url("127.0.0.1", port, "jumpserver")
            + "&connectTimeout="
            + LIMIT.toMillis());
    config.setUsername("jumpserver");
    config.setPassword("jumpserver");
    config.setMaximumPoolSize(REQUESTS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LIMIT.toMillis());
    return new HikariDataSource(config);
  }
}

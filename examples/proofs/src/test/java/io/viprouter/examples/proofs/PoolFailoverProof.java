package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Mode;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.ReplicatedCluster;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;

/** An application with a connection pool writes on when its primary is gone. */
@Tag("real")
class PoolFailoverProof {

  private static final int THREADS = 4;

  /** So many inserts are acknowledged before, and again after. */
  private static final int ENOUGH = 200;

  private static final String STANDBY = "2";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** How long the application waits for an answer before it gives a connection up. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  @ParameterizedTest
  @UsualFlavours
  void primaryIsKilled(Flavour flavour) throws Exception {
    long millis = recovers(flavour, "killed", DatabaseServer::kill);
    assertThat(millis).isLessThan(10_000);
  }

  @ParameterizedTest
  @UsualFlavours
  void primaryIsFrozen(Flavour flavour) throws Exception {
    long millis = recovers(flavour, "frozen", DatabaseServer::freeze);
    assertThat(millis).isLessThan(15_000);
  }

  private static long recovers(Flavour flavour, String what, Consumer<DatabaseServer> disaster)
      throws Exception {
    Tools.require(flavour);
    try (ReplicatedCluster cluster =
            ReplicatedCluster.builder(flavour).writableStandby(true).start();
        Router router = Router.of(section(cluster)).start();
        HikariDataSource pool = pool(flavour, router.route("rw").port())) {
      cluster.master01().execute("CREATE TABLE jumpserver.numbered (id BIGINT PRIMARY KEY)");
      cluster.awaitReplicated();
      NumberedInserts inserts = new NumberedInserts(pool, THREADS);
      long start;
      try {
        awaitAcknowledged(inserts, "1");
        start = System.nanoTime();
        disaster.accept(cluster.master01());
        awaitAcknowledged(inserts, STANDBY);
      } finally {
        inserts.stop();
      }
      assertNothingLost(inserts, cluster.slave01());
      return report(flavour + " primary " + what, inserts, start);
    }
  }

  private static long report(String what, NumberedInserts inserts, long start) {
    long millis = Duration.ofNanos(inserts.firstNanos(STANDBY) - start).toMillis();
    int before = inserts.by("1").size();
    int after = inserts.by(STANDBY).size();
    Figure.print(
        "%s: first insert on the standby after %d ms; %d acknowledged before, %d after, %d"
                .formatted(what, millis, before, after, inserts.errors())
            + " errors seen by the application");
    return millis;
  }

  private static void awaitAcknowledged(NumberedInserts inserts, String server) {
    assertThat(Await.until(LIMIT, () -> inserts.by(server).size() >= ENOUGH))
        .as("%d inserts by server %s; last error: %s", ENOUGH, server, inserts.lastError())
        .isTrue();
  }

  private static void assertNothingLost(NumberedInserts inserts, DatabaseServer standby) {
    Set<Long> there =
        standby.query("SELECT id FROM jumpserver.numbered").stream()
            .map(row -> Long.valueOf(row.get("id")))
            .collect(Collectors.toSet());
    assertThat(there).containsAll(inserts.by(STANDBY));
    List<Long> before = inserts.by("1").stream().filter(id -> !there.contains(id)).toList();
    Figure.print(
        "%d rows that the old primary acknowledged had not reached the standby"
            .formatted(before.size()));
  }

  private static RoutingSection section(ReplicatedCluster cluster) {
    return RoutingSection.builder("rw")
        .mode(Mode.READ_WRITE)
        .bind("127.0.0.1", 0)
        .destination(cluster.master01().host(), cluster.master01().port())
        .destination(cluster.slave01().host(), cluster.slave01().port())
        .connectTimeout(CONNECT_TIMEOUT)
        .health(HealthCheck.DEFAULT.withTimeout(CONNECT_TIMEOUT))
        .build();
  }

  private static HikariDataSource pool(Flavour flavour, int port) {
    Connector connector = flavour.isMariaDb() ? Connector.MARIADB : Connector.MYSQL;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        connector.url("127.0.0.1", port, "jumpserver")
            + "&socketTimeout="
            + SOCKET_TIMEOUT.toMillis());
    config.setUsername("jumpserver");
    config.setPassword("jumpserver");
    config.setMaximumPoolSize(THREADS);
    config.setConnectionTimeout(LIMIT.toMillis());
    config.setValidationTimeout(CONNECT_TIMEOUT.toMillis());
    return new HikariDataSource(config);
  }
}

package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.FailbackRefusedException;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Mode;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.StateChange;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.ReplicatedCluster;
import io.viprouter.examples.servers.junit.Tools;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sections follow the roles of real servers, through everything that happens to a replicated set.
 */
@Tag("real")
class RoleHealthProof {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration MAX_LAG = Duration.ofSeconds(3);

  private static final HealthCheck ROLE =
      HealthCheck.DEFAULT
          .withKind(HealthCheck.Kind.ROLE)
          .withIntervals(INTERVAL, INTERVAL)
          .withTimeout(Duration.ofSeconds(5));

  @ParameterizedTest
  @EnumSource
  void sectionsFollowTheRoles(Flavour flavour) throws Exception {
    Tools.require(flavour);
    try (ReplicatedCluster cluster = ReplicatedCluster.builder(flavour).start()) {
      MonitorUser.create(cluster.master01());
      cluster.master01().execute("CREATE TABLE jumpserver.t (id BIGINT PRIMARY KEY)");
      cluster.awaitReplicated();
      try (Router router = router(cluster)) {
        Story story = new Story(cluster, router);
        story.rolesAreKnown();
        story.aReplicaTurnsWritableAndBack();
        story.replicationStops();
        story.aReplicaLags();
        story.thePrimaryIsSwitchedOver();
        story.theOldPrimaryReturnsWritable();
        story.failbackIsRefusedWhereTransactionsAreMissing();
        story.thePrimaryRestartsAsReadOnly();
      }
    }
  }

  private static Router router(ReplicatedCluster cluster) {
    return Router.builder()
        .section(
            RoutingSection.builder("rw")
                .bind("127.0.0.1", 0)
                .destination(at(cluster.master01()))
                .destination(at(cluster.slave01()))
                .health(ROLE)
                .build())
        .section(
            RoutingSection.builder("ro")
                .bind("127.0.0.1", 0)
                .mode(Mode.READ_ONLY)
                .destination(at(cluster.master01()))
                .destination(at(cluster.slave01()))
                .destination(at(cluster.slave02()))
                .health(ROLE)
                .build())
        .section(
            RoutingSection.builder("plain")
                .bind("127.0.0.1", 0)
                .destination(at(cluster.master01()))
                .destination(at(cluster.slave01()))
                .health(ROLE.withKind(HealthCheck.Kind.GREETING))
                .build())
        .initialDestination("plain", at(cluster.slave01()))
        .monitor(MonitorUser.often(INTERVAL, MAX_LAG))
        .build()
        .start();
  }

  private static Destination at(DatabaseServer server) {
    return new Destination(server.host(), server.port());
  }

  /** What happens, one after the other, to one set of servers. */
  private record Story(ReplicatedCluster cluster, Router router) {

    void rolesAreKnown() throws SQLException {
      awaits("rw", cluster.master01(), DestinationState.UP, "writable primary");
      awaits("rw", cluster.slave01(), DestinationState.UNFIT, "read-only");
      awaits("ro", cluster.master01(), DestinationState.UP, "writable primary");
      awaits("ro", cluster.slave01(), DestinationState.UP, "replicates from");
      awaits("ro", cluster.slave02(), DestinationState.UP, "replicates from");
      assertThat(serversBehind("rw", 4)).containsExactly(1);
      assertThat(serversBehind("ro", 6)).containsExactly(2, 3);
      // The primary has all that its replica has.
      assertThat(router.route("plain").failback()).isEqualTo(at(cluster.master01()));
    }

    void aReplicaTurnsWritableAndBack() throws SQLException {
      cluster.slave01().readOnly(false);
      awaits("rw", cluster.slave01(), DestinationState.UNFIT, "writable, but replicates from");
      assertThat(serversBehind("rw", 2)).containsExactly(1);
      cluster.slave01().readOnly(true);
      awaits("rw", cluster.slave01(), DestinationState.UNFIT, "read-only");
      awaits("ro", cluster.slave01(), DestinationState.UP, "replicates from");
    }

    void replicationStops() throws SQLException {
      cluster.slave02().execute("STOP SLAVE SQL_THREAD");
      awaits("ro", cluster.slave02(), DestinationState.UNFIT, "applier stopped");
      cluster.slave02().execute("START SLAVE", "STOP SLAVE IO_THREAD");
      awaits("ro", cluster.slave02(), DestinationState.UNFIT, "receiver stopped");
      assertThat(serversBehind("ro", 4)).containsExactly(2);
      cluster.slave02().execute("START SLAVE");
      awaits("ro", cluster.slave02(), DestinationState.UP, "replicates from");
    }

    void aReplicaLags() {
      cluster.slave02().execute("STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY=3600", "START SLAVE");
      cluster.master01().execute("INSERT INTO jumpserver.t VALUES (1)");
      awaits("ro", cluster.slave02(), DestinationState.UNFIT, "lags ");
      cluster.slave02().execute("STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY=0", "START SLAVE");
      awaits("ro", cluster.slave02(), DestinationState.UP, "replicates from");
      cluster.awaitReplicated();
    }

    void thePrimaryIsSwitchedOver() throws SQLException {
      try (Connection before = connect("rw")) {
        long start = System.nanoTime();
        cluster.promote(cluster.slave01());
        awaits("rw", cluster.master01(), DestinationState.UNFIT, "read-only");
        awaits("rw", cluster.slave01(), DestinationState.UP, "writable primary");
        Figure.print(
            "%s: switchover seen after %d ms"
                .formatted(cluster.primary().flavour(), Figure.millisSince(start)));
        assertThat(Await.until(LIMIT, () -> broken(before)))
            .as("the session on the old primary is closed")
            .isTrue();
      }
      assertThat(serversBehind("rw", 2)).containsExactly(2);
    }

    void theOldPrimaryReturnsWritable() throws SQLException {
      cluster.master01().execute("STOP SLAVE", "RESET SLAVE ALL");
      cluster.master01().readOnly(false);
      awaits("rw", cluster.master01(), DestinationState.UNFIT, "two writers");
      assertThat(serversBehind("rw", 3)).as("the section stays").containsExactly(2);
      assertThatThrownBy(() -> router.route("rw").failback())
          .isInstanceOf(FailbackRefusedException.class)
          .hasMessageContaining("two writers");
    }

    /** Section "plain" takes any that lives, so that only the transactions speak against it. */
    void failbackIsRefusedWhereTransactionsAreMissing() {
      Route plain = router.route("plain");
      plain.drain(at(cluster.master01()), Duration.ZERO);
      plain.undrain(at(cluster.master01()));
      cluster.slave01().execute("INSERT INTO jumpserver.t VALUES (2)");
      assertThatThrownBy(plain::failback)
          .isInstanceOfSatisfying(
              FailbackRefusedException.class, refused -> assertThat(refused.missing()).isNotEmpty())
          .hasMessageContaining("lacks transactions that " + at(cluster.slave01()))
          .hasMessageContaining(
              cluster.primary().flavour().isMariaDb()
                  ? "0-2-"
                  : cluster.slave01().value("SELECT @@server_uuid"));
      cluster.master01().readOnly(true);
      cluster.rejoin(cluster.master01(), cluster.slave01());
      assertThatThrownBy(plain::failback)
          .isInstanceOf(FailbackRefusedException.class)
          .hasMessageContaining("it is read-only");
      assertThat(plain.failback(true)).isEqualTo(at(cluster.master01()));
    }

    void thePrimaryRestartsAsReadOnly() throws SQLException {
      cluster.slave01().kill();
      awaits("rw", cluster.slave01(), DestinationState.QUARANTINED, "");
      cluster.slave01().start();
      awaits("rw", cluster.slave01(), DestinationState.UNFIT, "read-only");
      assertThat(router.route("rw").status().usable()).isFalse();
      assertThat(router.route("rw").status().history())
          .filteredOn(change -> change.destination().equals(at(cluster.slave01())))
          .extracting(StateChange::to)
          .endsWith(DestinationState.QUARANTINED, DestinationState.UNFIT);
      cluster.slave01().readOnly(false);
      awaits("rw", cluster.slave01(), DestinationState.UP, "writable primary");
      assertThat(serversBehind("rw", 1)).containsExactly(2);
    }

    private void awaits(
        String section, DatabaseServer server, DestinationState state, String cause) {
      boolean came =
          Await.until(
              LIMIT,
              () -> {
                DestinationStatus now = status(section, server);
                return now.state() == state && now.cause().contains(cause);
              });
      assertThat(came).as("%s of %s: %s", section, server, status(section, server)).isTrue();
    }

    private DestinationStatus status(String section, DatabaseServer server) {
      return router.route(section).status().destinations().stream()
          .filter(status -> status.destination().equals(at(server)))
          .findFirst()
          .orElseThrow();
    }

    /** The ids of the servers that so many clients in a row come to. */
    private Set<Integer> serversBehind(String section, int clients) throws SQLException {
      Set<Integer> ids = new TreeSet<>();
      for (int i = 0; i < clients; i++) {
        try (Connection connection = connect(section)) {
          ids.add(id(connection));
        }
      }
      return ids;
    }

    private Connection connect(String section) throws SQLException {
      return DriverManager.getConnection(
          Connector.MARIADB.url("127.0.0.1", router.route(section).port(), "jumpserver"),
          "jumpserver",
          "jumpserver");
    }

    private static int id(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT @@server_id")) {
        result.next();
        return result.getInt(1);
      }
    }

    private static boolean broken(Connection connection) {
      try {
        return !connection.isValid(1);
      } catch (SQLException e) {
        return true;
      }
    }
  }
}

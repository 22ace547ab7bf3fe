package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Mode;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node of a real Galera cluster, of one node: in sync, desynced, and out of the cluster. */
@Tag("real")
class GaleraProof {

  /** Where Debian's package galera-4, which mariadb-server needs, has it. */
  private static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(200);

  @Test
  void nodesAreJudgedByTheirState() throws Exception {
    Tools.require(Flavour.MARIADB_10_11);
    assertThat(PROVIDER).exists();
    try (DatabaseServer node = node()) {
      MonitorUser.create(node);
      try (Router router = router(node)) {
        awaits(router, DestinationState.UP, "synced Galera node");

        node.execute("SET GLOBAL wsrep_desync=1");
        awaits(router, DestinationState.UNFIT, "not synced (state 2)");
        node.execute("SET GLOBAL wsrep_desync=0");
        awaits(router, DestinationState.UP, "synced Galera node");

        // Out of the cluster: it lives, and answers every query with error 1047.
        node.execute("SET GLOBAL wsrep_cluster_address=''");
        awaits(router, DestinationState.UNFIT, "Galera node not ready");
        assertThat(router.route("rw").status().usable()).isFalse();
      }
    }
  }

  private static DatabaseServer node() throws IOException {
    int port = freePort();
    return DatabaseServer.builder(Flavour.MARIADB_10_11)
        .options(
            "--wsrep-on=ON",
            "--wsrep-provider=" + PROVIDER,
            "--wsrep-cluster-address=gcomm://",
            "--wsrep-node-address=127.0.0.1",
            "--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:" + port,
            "--wsrep-new-cluster",
            "--binlog-format=ROW",
            "--innodb-autoinc-lock-mode=2")
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Router router(DatabaseServer node) {
    return Router.builder()
        .section(
            RoutingSection.builder("rw")
                .mode(Mode.READ_WRITE)
                .bind("127.0.0.1", 0)
                .destination(new Destination(node.host(), node.port()))
                .health(
                    HealthCheck.DEFAULT
                        .withKind(HealthCheck.Kind.ROLE)
                        .withIntervals(INTERVAL, INTERVAL)
                        .withTimeout(Duration.ofSeconds(5)))
                .build())
        .monitor(MonitorUser.often(INTERVAL, Duration.ZERO))
        .build()
        .start();
  }

  private static void awaits(Router router, DestinationState state, String cause) {
    boolean came =
        Await.until(
            LIMIT, () -> status(router).state() == state && status(router).cause().contains(cause));
    assertThat(came).as("%s", status(router)).isTrue();
  }

  private static DestinationStatus status(Router router) {
    return router.route("rw").status().destinations().get(0);
  }
}

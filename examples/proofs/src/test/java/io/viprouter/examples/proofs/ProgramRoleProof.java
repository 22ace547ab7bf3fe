package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.Ports;
import io.viprouter.examples.servers.ReplicatedCluster;
import io.viprouter.examples.servers.junit.Tools;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Role health as the packaged program does it: its own driver, its own connections. */
@Tag("real")
class ProgramRoleProof {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BLOCKED_AFTER = 5;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0"})
  void sectionsFollowTheRoles(Flavour flavour) throws Exception {
    Tools.require(flavour);
    int rw = Ports.free("127.0.0.1");
    int ro = Ports.free("127.0.0.1");
    try (ReplicatedCluster cluster = ReplicatedCluster.builder(flavour).start()) {
      DatabaseServer master01 = cluster.master01();
      DatabaseServer slave01 = cluster.slave01();
      DatabaseServer slave02 = cluster.slave02();
      MonitorUser.create(master01);
      cluster.awaitReplicated();
      try (RouterProgram router =
          RouterProgram.start(
              directory,
              "monitor",
              RouterProgram.section("rw", rw, "read-write", master01, slave01),
              RouterProgram.section("ro", ro, "read-only", master01, slave01, slave02))) {
        router.awaits("rw", master01, "up", "writable primary");
        router.awaits("rw", slave01, "unfit", "read-only");
        router.awaits("ro", slave01, "up", "replicates from");
        router.awaits("ro", slave02, "up", "replicates from");
        router.awaits("ro", master01, "up", "writable primary");
        assertThat(serversBehind(rw)).containsExactly(1);
        assertThat(serversBehind(ro)).containsExactly(2, 3);

        slave02.execute("STOP SLAVE SQL_THREAD");
        router.awaits("ro", slave02, "unfit", "applier stopped");

        cluster.promote(slave01);
        router.awaits("rw", master01, "unfit", "read-only");
        router.awaits("rw", slave01, "up", "writable primary");
        assertThat(serversBehind(rw)).containsExactly(2);

        // MySQL 8.0 knows no password hash after a start: the monitor's login is the longest one.
        slave01.kill();
        router.awaits("rw", slave01, "quarantined", "");
        slave01.start();
        router.awaits("rw", slave01, "unfit", "read-only");
      }
    }
  }

  /**
   * One program, all servers there are. MySQL 8.0 is asked with TLS and, where it has none, in the
   * clear, where its first login needs the server's key.
   */
  @Test
  void everyServerIsAskedInItsOwnWay() throws Exception {
    List<DatabaseServer> servers = new ArrayList<>();
    try {
      for (Flavour flavour : Flavour.values()) {
        Tools.require(flavour);
        servers.add(DatabaseServer.builder(flavour).name(flavour.key()).start());
      }
      servers.add(
          DatabaseServer.builder(Flavour.MYSQL_8_0).name("plain").options("--skip-ssl").start());
      servers.forEach(MonitorUser::create);
      String[] sections = new String[servers.size()];
      for (int i = 0; i < sections.length; i++) {
        sections[i] =
            RouterProgram.section("s" + i, Ports.free("127.0.0.1"), "read-write", servers.get(i));
      }
      try (RouterProgram router = RouterProgram.start(directory, "monitor", sections)) {
        for (int i = 0; i < sections.length; i++) {
          router.awaits("s" + i, servers.get(i), "up", "writable primary");
        }
        servers.forEach(server -> server.readOnly(true));
        for (int i = 0; i < sections.length; i++) {
          router.awaits("s" + i, servers.get(i), "unfit", "read-only");
        }
      }
    } finally {
      servers.forEach(DatabaseServer::close);
    }
  }

  /**
   * Servers count handshakes that break off, and block a host for them with all its clients: a
   * wrong password of the monitor must not come to that.
   */
  @Test
  void aWrongPasswordDoesNotBlockTheRoutersHost() throws Exception {
    Tools.require(Flavour.MYSQL_5_7);
    int rw = Ports.free("127.0.0.1");
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = host.server(Flavour.MYSQL_5_7, BLOCKED_AFTER)) {
      MonitorUser.create(server);
      HostCache cache = new HostCache(server, host.observer());
      cache.clear();
      try (RouterProgram router =
          RouterProgram.start(
              directory, "wrong", RouterProgram.section("rw", rw, "read-write", server))) {
        router.awaits("rw", server, "up", "Access denied");
        int before = cache.abortedConnects();
        assertThat(Await.until(LIMIT, () -> cache.abortedConnects() - before > 3 * BLOCKED_AFTER))
            .isTrue();
        Map<String, String> row = cache.row(host.near());
        Figure.print("a wrong password of the monitor: host cache holds " + row);
        assertThat(Integer.parseInt(row.getOrDefault("SUM_CONNECT_ERRORS", "0"))).isLessThan(2);
        RouterProgram.connect(rw).close();
      }
    }
  }

  /** The ids of the servers that a few clients in a row come to. */
  private static Set<Integer> serversBehind(int port) throws SQLException {
    Set<Integer> ids = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      try (Connection connection = RouterProgram.connect(port);
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT @@server_id")) {
        result.next();
        ids.add(result.getInt(1));
      }
    }
    return ids;
  }
}

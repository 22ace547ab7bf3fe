package io.viprouter.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real")
class ReplicatedClusterTest {

  @ParameterizedTest
  @EnumSource
  void survivesItsPrimaryAndTakesItBack(Flavour flavour) throws SQLException {
    Tools.require(flavour);
    try (ReplicatedCluster cluster =
        ReplicatedCluster.builder(flavour).writableStandby(true).start()) {
      DatabaseServer master01 = cluster.master01();
      DatabaseServer slave01 = cluster.slave01();
      DatabaseServer slave02 = cluster.slave02();
      write(master01, "CREATE TABLE t (id INT PRIMARY KEY)");
      write(master01, "INSERT INTO t VALUES (1)");
      cluster.awaitReplicated();
      assertThat(rows(slave01)).isEqualTo(1);
      assertThat(rows(slave02)).isEqualTo(1);

      master01.kill();
      cluster.promote(slave01);
      write(slave01, "INSERT INTO t VALUES (2)");
      cluster.awaitReplicated();
      assertThat(rows(slave02)).isEqualTo(2);

      cluster.rejoin(master01, slave01);
      assertThat(rows(master01)).isEqualTo(2);
      write(slave01, "INSERT INTO t VALUES (3)");

      cluster.promote(master01);
      write(master01, "INSERT INTO t VALUES (4)");
      cluster.awaitReplicated();
      assertThat(rows(slave01)).isEqualTo(4);
      assertThat(rows(slave02)).isEqualTo(4);

      slave02.kill();
      write(master01, "INSERT INTO t VALUES (5)");
      cluster.rejoin(slave02, master01);
      assertThat(rows(slave02)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesBackAPrimaryThatHadNotSentAllOn(Flavour flavour) throws SQLException {
    Tools.require(flavour);
    try (ReplicatedCluster cluster = ReplicatedCluster.builder(flavour).start()) {
      DatabaseServer master01 = cluster.master01();
      DatabaseServer slave01 = cluster.slave01();
      write(master01, "CREATE TABLE t (id INT PRIMARY KEY)");
      cluster.awaitReplicated();
      slave01.execute("STOP SLAVE IO_THREAD");
      cluster.slave02().execute("STOP SLAVE IO_THREAD");
      write(master01, "INSERT INTO t VALUES (1)");

      master01.kill();
      cluster.promote(slave01);
      write(slave01, "INSERT INTO t VALUES (2)");
      write(slave01, "INSERT INTO t VALUES (3)");
      cluster.rejoin(master01, slave01);

      assertThat(rows(slave01)).as("the row is lost for the others").isEqualTo(2);
      assertThat(rows(master01)).isEqualTo(flavour.isMariaDb() ? 2 : 3);

      cluster.promote(master01);
      cluster.awaitReplicated();
      assertThat(rows(slave01)).isEqualTo(rows(master01));
      assertThat(rows(cluster.slave02())).isEqualTo(rows(master01));
    }
  }

  @ParameterizedTest
  @UsualFlavours
  void refusesWritesOnReplicasUnlessTold(Flavour flavour) {
    Tools.require(flavour);
    try (ReplicatedCluster cluster = ReplicatedCluster.builder(flavour).start()) {
      for (DatabaseServer replica : new DatabaseServer[] {cluster.slave01(), cluster.slave02()}) {
        assertThatThrownBy(() -> write(replica, "CREATE TABLE t (id INT)"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("read-only");
      }
    }
  }

  private static long rows(DatabaseServer server) {
    return Long.parseLong(server.value("SELECT count(*) FROM jumpserver.t"));
  }

  private static void write(DatabaseServer server, String sql) throws SQLException {
    String url = server.jdbcUrl(Connector.MARIADB, "jumpserver");
    try (Connection connection = DriverManager.getConnection(url, "jumpserver", "jumpserver");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

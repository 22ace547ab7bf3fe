package io.viprouter.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.viprouter.core.Router;
import io.viprouter.core.RouterListener;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;

/** The programs on two servers that do not replicate: it is enough to see which one answers. */
@Tag("real")
class RealServersTest {

  @ParameterizedTest
  @UsualFlavours
  void mariaDbConnectorRoutesInside(Flavour flavour) throws Exception {
    followsTheLivingServer(flavour, MariaDbInProcess::main);
  }

  @ParameterizedTest
  @UsualFlavours
  void mySqlConnectorRoutesInside(Flavour flavour) throws Exception {
    followsTheLivingServer(flavour, MySqlInProcess::main);
  }

  @ParameterizedTest
  @UsualFlavours
  void poolSurvivesItsServer(Flavour flavour) throws Exception {
    Tools.require(flavour);
    try (DatabaseServer first = server(flavour, 1);
        DatabaseServer second = server(flavour, 2);
        Router router =
            EmbeddedRouter.start(new RouterListener() {}, address(first), address(second));
        HikariDataSource pool = PooledFailover.pool(router.route("rw").port())) {
      assertThat(PooledFailover.serverId(pool)).isEqualTo("1");

      first.kill();

      assertThat(PooledFailover.serverId(pool)).isEqualTo("2");
    }
  }

  /** A program that takes the servers as its arguments. */
  private interface Program {
    void run(String[] servers) throws Exception;
  }

  private static void followsTheLivingServer(Flavour flavour, Program program) throws Exception {
    Tools.require(flavour);
    try (DatabaseServer first = server(flavour, 1);
        DatabaseServer second = server(flavour, 2)) {
      String[] servers = {address(first), address(second)};
      assertThat(outputOf(program, servers)).contains("answered by server 1");

      first.kill();

      assertThat(outputOf(program, servers)).contains("answered by server 2");
    }
  }

  private static String outputOf(Program program, String[] servers) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      program.run(servers);
    } finally {
      System.setOut(before);
    }
    return seen.toString(StandardCharsets.UTF_8);
  }

  private static DatabaseServer server(Flavour flavour, int id) {
    return DatabaseServer.builder(flavour).serverId(id).start();
  }

  private static String address(DatabaseServer server) {
    return server.host() + ":" + server.port();
  }
}

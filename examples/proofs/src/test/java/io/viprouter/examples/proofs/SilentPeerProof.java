package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.KeepAlive;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that vanishes without a word is noticed on idle sessions, and the other side is told. */
@Tag("real")
class SilentPeerProof {

  /** A dead peer is given up after 1 + 3 * 1 s. */
  private static final KeepAlive KEEP_ALIVE =
      new KeepAlive(Duration.ofSeconds(1), Duration.ofSeconds(1), 3);

  private static final byte COM_PING = 0x0e;
  private static final long LEAST_MILLIS = 2_500;
  private static final long MOST_MILLIS = 8_000;
  private static final Duration LIMIT = Duration.ofSeconds(25);

  @Test
  void serverVanishes() throws Exception {
    Tools.require(Flavour.MARIADB_10_11);
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = serverOn(host);
        Router router = start("127.0.0.1", server)) {
      server.execute("CREATE USER idle@'%'");
      try (ScriptedClient client = logIn(router.route("rw").port())) {
        host.unplug();
        long start = System.nanoTime();
        assertThat(client.atEnd()).as("the client is told").isTrue();
        noticed("server", start);
      }
      assertThat(Await.until(LIMIT, () -> router.status().activeConnections() == 0)).isTrue();
    }
  }

  /**
   * While bytes are unacknowledged, Linux repeats them and asks nothing else: what ends such a
   * session is the system's tcp_retries2, by default after a quarter of an hour. A figure, not a
   * promise.
   */
  @Test
  void measuresServerThatVanishesWithBytesUnderWay() throws Exception {
    Tools.require(Flavour.MARIADB_10_11);
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = serverOn(host);
        Router router = start("127.0.0.1", server)) {
      server.execute("CREATE USER idle@'%'");
      try (ScriptedClient client = logIn(router.route("rw").port())) {
        host.unplug();
        client.send(Packets.packet(0, new byte[] {COM_PING}));
        client.socket().setSoTimeout((int) MOST_MILLIS);
        long start = System.nanoTime();
        boolean ended = client.atEnd();
        Figure.print(
            "server vanished with bytes under way: session %s after %d ms"
                .formatted(ended ? "ended" : "still open", Figure.millisSince(start)));
      }
    }
  }

  @Test
  void clientVanishes() throws Exception {
    Tools.require(Flavour.MARIADB_10_11);
    String program = Tools.require("mariadb", "mariadb-client").toString();
    try (OtherHost host = OtherHost.create();
        DatabaseServer server = DatabaseServer.builder(Flavour.MARIADB_10_11).start();
        Router router = start(host.near(), server)) {
      List<String> command = new ArrayList<>(List.of(host.prefix()));
      Collections.addAll(
          command,
          program,
          "--no-defaults",
          "--host=" + host.near(),
          "--port=" + router.route("rw").port(),
          "--user=jumpserver",
          "--password=jumpserver");
      // It logs in and then waits for what is typed.
      Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        assertThat(Await.until(LIMIT, () -> idleSessions(server) == 1)).as("logged in").isTrue();
        host.unplug();
        long start = System.nanoTime();
        assertThat(Await.until(LIMIT, () -> sessions(server) == 0))
            .as("the server is told")
            .isTrue();
        noticed("client", start);
        assertThat(Await.until(LIMIT, () -> router.status().activeConnections() == 0)).isTrue();
      } finally {
        client.destroyForcibly().waitFor();
      }
    }
  }

  private static DatabaseServer serverOn(OtherHost host) {
    return DatabaseServer.builder(Flavour.MARIADB_10_11)
        .commandPrefix(host.prefix())
        .bindAddress(host.address())
        .port(OtherHost.MYSQL_PORT)
        .start();
  }

  private static void noticed(String who, long start) {
    long millis = Figure.millisSince(start);
    Figure.print("%s vanished: session ended on the other side after %d ms".formatted(who, millis));
    assertThat(millis).isBetween(LEAST_MILLIS, MOST_MILLIS);
  }

  private static int sessions(DatabaseServer server) {
    return Integer.parseInt(
        server.value(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE user='jumpserver'"));
  }

  /** A client that has just asked something is not idle: the answer may still be under way. */
  private static int idleSessions(DatabaseServer server) {
    return Integer.parseInt(
        server.value(
            "SELECT COUNT(*) FROM information_schema.processlist"
                + " WHERE user='jumpserver' AND command='Sleep' AND time_ms>500"));
  }

  /** Logs in as a user without a password. */
  private static ScriptedClient logIn(int port) throws IOException {
    ScriptedClient client = ScriptedClient.connect(port);
    client.readGreeting();
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(new byte[] {0x01, (byte) 0x82, 0x08, 0, 0, 0, 0, 1, 33});
    payload.writeBytes(new byte[23]);
    payload.writeBytes("idle\0".getBytes(StandardCharsets.US_ASCII));
    payload.write(0);
    payload.writeBytes("mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
    client.send(Packets.packet(1, payload.toByteArray()));
    assertThat(client.read().first()).as("logged in").isZero();
    return client;
  }

  private static Router start(String bind, DatabaseServer server) {
    RoutingSectionBuilder section =
        RoutingSection.builder("rw")
            .bind(bind, 0)
            .destination(server.host(), server.port())
            .keepAlive(KEEP_ALIVE)
            .health(HealthCheck.NONE);
    return Router.of(section.build()).start();
  }
}

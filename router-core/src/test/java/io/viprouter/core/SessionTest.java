package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session from its login to its end. */
class SessionTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void bytesGoBothWaysAndAreCounted() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.loggedIn(route);

    assertThat(client.echo("x".repeat(100_000))).hasSize(100_000);
    client.close();
    fixture.told.await("closed CLIENT_CLOSED");
    RouteStatus status = route.status();
    assertThat(status.bytesFromClients()).isBetween(100_000L, 100_200L);
    assertThat(status.bytesFromServers()).isBetween(100_000L, 100_200L);
    assertThat(status.activeConnections()).isZero();
    assertThat(status.destinations().get(0).totalConnections()).isEqualTo(1);
    Connection connection = fixture.told.closedConnections().get(0);
    assertThat(connection.serverConnectionId()).contains(1L);
    assertThat(connection.bytesFromClient()).isEqualTo(status.bytesFromClients());
    assertThat(connection.destination()).contains(new Destination("127.0.0.1", server.port()));
  }

  @Test
  void aHalfClosedClientStillGetsItsAnswer() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.loggedIn(route);
    byte[] sent = "last words".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    Thread writer =
        new Thread(
            () -> {
              try {
                client.send(sent);
                client.socket().shutdownOutput();
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();

    assertThat(client.socket().getInputStream().readAllBytes()).isEqualTo(sent);
    writer.join();
    fixture.told.await("closed CLIENT_CLOSED");
  }

  @Test
  void aServersEndReachesTheClientAtOnce() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.loggedIn(route);
    server.hangUp();

    assertThat(client.atEnd()).isTrue();
    client.close();
    fixture.told.await("closed SERVER_CLOSED");
  }

  @Test
  void aResetOfTheClientResetsTheServer() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    fixture.loggedIn(route).reset();

    fixture.told.await("closed CLIENT_FAILED");
    assertThat(server.nextEnd()).isEqualTo(ScriptedServer.End.AFTER_LOGIN);
  }

  @Test
  void anIdleSessionEndsAndABusyOneDoesNot() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).idleTimeout(Duration.ofSeconds(1)));
    ScriptedClient idle = fixture.loggedIn(route);
    ScriptedClient busy = fixture.loggedIn(route);
    boolean[] ended = {false};
    Thread watcher = new Thread(() -> ended[0] = idle.atEnd());
    watcher.start();
    while (watcher.isAlive()) {
      assertThat(busy.echo("still here")).isEqualTo("still here");
    }

    watcher.join();
    assertThat(ended[0]).isTrue();
    assertThat(busy.echo("still here")).isEqualTo("still here");
    fixture.told.await("closed IDLE_TIMEOUT");
  }

  @Test
  void idleSessionsHoldNoBuffer() throws Exception {
    ScriptedServer server = fixture.server();
    Router router = fixture.start(Router.builder().section(Fixture.section(server.port()).build()));
    for (int i = 0; i < 200; i++) {
      assertThat(fixture.loggedIn(router.route("rw")).echo("hello")).isEqualTo("hello");
    }

    assertThat(router.status().buffersLent()).isZero();
    assertThat(router.status().activeConnections()).isEqualTo(200);
  }

  @Test
  void aSlowReaderCostsOneBufferADirectionAndGetsEverything() throws Exception {
    ScriptedServer server = fixture.server();
    Router router = fixture.start(Router.builder().section(Fixture.section(server.port()).build()));
    ScriptedClient slow = fixture.loggedIn(router.route("rw"));
    int size = 40_000_000;
    Thread writer =
        new Thread(
            () -> {
              try {
                slow.send(new byte[size]);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();
    Eventually.is(2, () -> router.status().buffersLent());
    ScriptedClient quick = fixture.loggedIn(router.route("rw"));
    assertThat(quick.echo("not delayed")).isEqualTo("not delayed");

    assertThat(slow.socket().getInputStream().readNBytes(size)).hasSize(size);
    writer.join();
    Eventually.is(0, () -> router.status().buffersLent());
  }

  @Test
  void drainLetsNobodyInAndClosesAtTheEndOfItsGrace() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    Route route = fixture.route(Fixture.section(a.port(), b.port()));
    ScriptedClient old = fixture.loggedIn(route);
    Destination first = new Destination("127.0.0.1", a.port());

    route.drain(first, Duration.ofHours(1));
    assertThat(route.status().destinations().get(0).state()).isEqualTo(DestinationState.DRAINING);
    assertThat(fixture.whoAnswers(route)).isEqualTo(b.version());
    assertThat(old.echo("still here")).isEqualTo("still here");
    route.drain(first, Duration.ZERO);
    assertThat(old.atEnd()).isTrue();
    fixture.told.await("closed DRAINED");

    route.undrain(first);
    assertThat(fixture.whoAnswers(route)).as("sticky").isEqualTo(b.version());
    assertThat(route.failback()).isEqualTo(first);
    assertThat(fixture.whoAnswers(route)).isEqualTo(a.version());
  }

  @Test
  void killClosesSessionsAndLetsNewOnesIn() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient one = fixture.loggedIn(route);
    ScriptedClient two = fixture.loggedIn(route);

    assertThat(route.kill(new Destination("127.0.0.1", server.port()))).isEqualTo(2);
    assertThat(one.atEnd()).isTrue();
    assertThat(two.atEnd()).isTrue();
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }
}

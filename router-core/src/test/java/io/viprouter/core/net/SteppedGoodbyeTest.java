package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a session ends whose client says goodbye, on a loop that the test turns itself. */
class SteppedGoodbyeTest {

  private static final byte[] QUIT = {1, 0, 0, 0, 1};

  private final Stepped stepped = new Stepped();
  private final RecordingListener told = stepped.told;
  private final ScriptedServer server = ScriptedServer.greeting();
  private final LiveRoute route = stepped.routeTo(server.port());
  private final AtomicBoolean echoed = new AtomicBoolean();

  @AfterEach
  void stop() {
    stepped.stop(route);
    server.close();
  }

  private interface Talk {
    void with(ScriptedClient client) throws IOException;
  }

  /** A client that logs in, says what the test says, and ends its side. */
  private Thread client(Talk talk) {
    Thread thread =
        new Thread(
            () -> {
              try (ScriptedClient client = ScriptedClient.loggedIn(route.port())) {
                talk.with(client);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }

  /** The server of these tests does not know what it means: it echoes it. */
  private static void quit(ScriptedClient client) throws IOException {
    client.send(QUIT);
    client.socket().shutdownOutput();
    assertThat(client.socket().getInputStream().readNBytes(QUIT.length)).isEqualTo(QUIT);
  }

  @Test
  void afterTheGoodbyeItIsForTheServerToClose() throws Exception {
    Thread client = client(SteppedGoodbyeTest::quit);
    stepped.turnUntil("goodbye said", () -> !client.isAlive());
    for (int i = 0; i < 10; i++) {
      stepped.loop.turn(0);
    }
    assertThat(server.open()).as("the end has not been passed on").isEqualTo(1);

    server.hangUp();
    stepped.turnUntil("closed", () -> told.closedConnections().size() == 1);
    told.await("closed CLIENT_CLOSED");
  }

  @Test
  void aClientThatStaysAfterItsGoodbyeIsClosedWithTheServer() throws Exception {
    Thread client =
        client(
            c -> {
              c.send(QUIT);
              c.socket().getInputStream().readNBytes(QUIT.length);
              echoed.set(true);
              assertThat(c.socket().getInputStream().readAllBytes()).isEmpty();
            });
    stepped.turnUntil("echoed", echoed::get);
    server.hangUp();
    stepped.turnUntil("closed", () -> told.closedConnections().size() == 1 && !client.isAlive());
    told.await("closed CLIENT_CLOSED");
  }

  @Test
  void aServerThatDoesNotCloseHearsOfTheEndASecondLater() throws Exception {
    Thread client = client(SteppedGoodbyeTest::quit);
    stepped.turnUntil("goodbye said", () -> !client.isAlive());
    stepped.clock.advance(Duration.ofMillis(999));
    stepped.loop.turn(0);
    assertThat(server.open()).isEqualTo(1);

    stepped.clock.advance(Duration.ofMillis(1));
    stepped.turnUntil("the server has ended", () -> server.open() == 0);
    assertThat(server.nextEnd()).isEqualTo(ScriptedServer.End.AFTER_LOGIN);
    stepped.turnUntil("closed", () -> told.closedConnections().size() == 1);
    told.await("closed CLIENT_CLOSED");
  }

  @Test
  void whatOnlyLookedLikeAGoodbyeIsFollowedByMoreASecondLater() throws Exception {
    Thread client =
        client(
            c -> {
              c.send(QUIT);
              c.socket().getInputStream().readNBytes(QUIT.length);
              echoed.set(true);
              assertThat(c.echo("there is more")).isEqualTo("there is more");
            });
    stepped.turnUntil("echoed", echoed::get);
    stepped.clock.advance(Duration.ofSeconds(1));
    stepped.turnUntil("answered", () -> !client.isAlive());
    stepped.turnUntil("closed", () -> told.closedConnections().size() == 1);
  }

  @Test
  void anEndWithoutGoodbyeIsPassedOnAtOnce() throws Exception {
    Thread client =
        client(
            c -> {
              c.send(new byte[] {1, 0, 0, 0, 14});
              c.socket().shutdownOutput();
              assertThat(c.socket().getInputStream().readAllBytes()).hasSize(5);
            });
    stepped.turnUntil("answered to the end", () -> !client.isAlive());
    stepped.turnUntil("the server has ended", () -> server.open() == 0);
    stepped.turnUntil("closed", () -> told.closedConnections().size() == 1);
  }
}

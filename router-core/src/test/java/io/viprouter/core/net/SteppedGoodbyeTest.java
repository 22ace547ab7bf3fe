package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.NameResolver;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.ManualClock;
import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a session ends whose client says goodbye, on a loop that the test turns itself. */
class SteppedGoodbyeTest {

  private static final byte[] QUIT = {1, 0, 0, 0, 1};

  private final ManualClock clock = new ManualClock();
  private final RecordingListener told = new RecordingListener();
  private final EventLoopGroup loops = new EventLoopGroup(1, clock);
  private final EventLoop loop = loops.all().get(0);
  private final ScriptedServer server = ScriptedServer.greeting();
  private final LiveRoute route =
      new LiveRoute(
          RoutingSection.builder("rw")
              .bind("127.0.0.1", 0)
              .destination("127.0.0.1", server.port())
              .health(HealthCheck.NONE)
              .build(),
          Optional.empty(),
          new Shared(
              loops,
              new Resolver(NameResolver.SYSTEM, Thread::new),
              new Events(List.of(told), new Journal(Thread::new, clock)),
              new ConnectionLimit(0),
              new AtomicLong(),
              clock,
              Optional.empty()));

  private final AtomicBoolean echoed = new AtomicBoolean();

  @BeforeEach
  void start() {
    loop.turn(0);
    route.listen();
    route.start();
  }

  @AfterEach
  void stop() {
    route.close();
    loops.stop();
    server.close();
  }

  private void turnUntil(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      loop.turn(1_000_000);
      assertThat(System.nanoTime()).as(what).isLessThan(limit);
    }
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
    turnUntil("goodbye said", () -> !client.isAlive());
    for (int i = 0; i < 10; i++) {
      loop.turn(0);
    }
    assertThat(server.open()).as("the end has not been passed on").isEqualTo(1);

    server.hangUp();
    turnUntil("closed", () -> told.closedConnections().size() == 1);
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
    turnUntil("echoed", echoed::get);
    server.hangUp();
    turnUntil("closed", () -> told.closedConnections().size() == 1 && !client.isAlive());
    told.await("closed CLIENT_CLOSED");
  }

  @Test
  void aServerThatDoesNotCloseHearsOfTheEndASecondLater() throws Exception {
    Thread client = client(SteppedGoodbyeTest::quit);
    turnUntil("goodbye said", () -> !client.isAlive());
    clock.advance(Duration.ofMillis(999));
    loop.turn(0);
    assertThat(server.open()).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    turnUntil("the server has ended", () -> server.open() == 0);
    assertThat(server.nextEnd()).isEqualTo(ScriptedServer.End.AFTER_LOGIN);
    turnUntil("closed", () -> told.closedConnections().size() == 1);
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
    turnUntil("echoed", echoed::get);
    clock.advance(Duration.ofSeconds(1));
    turnUntil("answered", () -> !client.isAlive());
    turnUntil("closed", () -> told.closedConnections().size() == 1);
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
    turnUntil("answered to the end", () -> !client.isAlive());
    turnUntil("the server has ended", () -> server.open() == 0);
    turnUntil("closed", () -> told.closedConnections().size() == 1);
  }
}

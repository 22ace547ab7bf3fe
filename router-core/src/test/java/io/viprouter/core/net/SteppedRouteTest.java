package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.NameResolver;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.ManualClock;
import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A route on a loop that the test turns itself, with a clock that it sets: no thread, no waiting.
 */
class SteppedRouteTest {

  private static final HealthCheck HEALTH =
      new HealthCheck(
          HealthCheck.Kind.GREETING,
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          2,
          3);

  private final ManualClock clock = new ManualClock();
  private final RecordingListener told = new RecordingListener();
  private final EventLoopGroup loops = new EventLoopGroup(1, clock);
  private final EventLoop loop = loops.all().get(0);
  private ScriptedServer server = ScriptedServer.greeting();
  private LiveRoute route = route();

  private LiveRoute route() {
    Shared shared =
        new Shared(
            loops,
            new Resolver(NameResolver.SYSTEM, Thread::new),
            new Events(List.of(told), new Journal(Thread::new, clock)),
            new ConnectionLimit(0),
            new AtomicLong(),
            clock,
            Optional.empty());
    return new LiveRoute(
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .destination("127.0.0.1", server.port())
            .health(HEALTH)
            .build(),
        Optional.empty(),
        shared);
  }

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

  /** Turns the loop until it holds; only real sockets are waited for, never the clock. */
  private void turnUntil(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      loop.turn(1_000_000);
      assertThat(System.nanoTime()).as(what).isLessThan(limit);
    }
  }

  private void later(Duration time) {
    clock.advance(time);
    for (int i = 0; i < 3; i++) {
      loop.turn(0);
    }
  }

  private DestinationStatus destination() {
    return route.status().destinations().get(0);
  }

  private void probed(int times) {
    turnUntil(times + " probes", () -> server.accepted() == times);
    turnUntil("told goodbye", () -> server.open() == 0);
  }

  @Test
  void aDestinationNobodyHasHeardOfIsProbedOnceAnIdleInterval() {
    probed(1);
    later(Duration.ofSeconds(29));
    assertThat(server.accepted()).isEqualTo(1);
    later(Duration.ofSeconds(2));
    probed(2);
    later(Duration.ofSeconds(31));
    probed(3);
    assertThat(destination().state()).isEqualTo(DestinationState.UP);
  }

  @Test
  void oneThatTrafficShowsToBeWellIsNotProbed() throws Exception {
    probed(1);
    Thread client =
        new Thread(
            () -> {
              try (ScriptedClient c = ScriptedClient.loggedIn(route.port())) {
                c.echo("hello");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    client.start();
    turnUntil("client served", () -> !client.isAlive());
    later(Duration.ofSeconds(31));
    assertThat(server.accepted()).as("the first probe and the client").isEqualTo(2);
    later(Duration.ofSeconds(31));
    probed(3);
  }

  @Test
  void fallFailuresQuarantineAndRiseAnswersRestore() throws Exception {
    probed(1);
    int port = server.port();
    server.close();
    later(Duration.ofSeconds(31));
    turnUntil("first failure", () -> destination().failures() == 1);
    assertThat(destination().state()).isEqualTo(DestinationState.UP);
    later(Duration.ofMillis(500));
    turnUntil("second failure", () -> destination().failures() == 2);
    later(Duration.ofMillis(499));
    assertThat(destination().failures()).isEqualTo(2);
    later(Duration.ofMillis(1));
    turnUntil("third", () -> destination().state() == DestinationState.QUARANTINED);
    assertThat(told.await("quarantined")).contains("Connection refused");

    server = ScriptedServer.greetingAt(port);
    later(Duration.ofSeconds(2));
    probed(1);
    assertThat(destination().state()).as("one answer").isEqualTo(DestinationState.QUARANTINED);
    later(Duration.ofMillis(500));
    probed(2);
    turnUntil("restored", () -> destination().state() == DestinationState.UP);
    told.await("restored");
  }

  @Test
  void aSilentServerIsNotHungUpOnAndTellsWhenItWakes() {
    probed(1);
    server.follow(ScriptedServer.Script.SILENT);
    later(Duration.ofSeconds(31));
    turnUntil("asked", () -> server.accepted() == 2);
    for (int i = 0; i < 40; i++) {
      later(Duration.ofSeconds(2));
    }
    turnUntil("quarantined", () -> destination().state() == DestinationState.QUARANTINED);
    assertThat(server.accepted()).isLessThanOrEqualTo(1 + Lane.ENOUGH_LINGERING);
    assertThat(server.open()).as("all still open").isEqualTo(server.accepted() - 1);
    assertThat(destination().lastError()).isPresent();
  }

  @Test
  void aTimeoutIsTheSectionsOwn() {
    probed(1);
    server.follow(ScriptedServer.Script.SILENT);
    later(Duration.ofSeconds(31));
    turnUntil("asked", () -> server.accepted() == 2);
    later(Duration.ofMillis(998));
    assertThat(destination().failures()).isZero();
    later(Duration.ofMillis(10));
    assertThat(destination().failures()).isEqualTo(1);
    assertThat(destination().destination()).isEqualTo(new Destination("127.0.0.1", server.port()));
  }
}

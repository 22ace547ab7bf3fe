package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
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

  private final Stepped stepped = new Stepped();
  private ScriptedServer server = ScriptedServer.greeting();
  private final LiveRoute route =
      stepped.route(
          RoutingSection.builder("rw")
              .bind("127.0.0.1", 0)
              .destination("127.0.0.1", server.port())
              .health(HEALTH)
              .build());

  @AfterEach
  void stop() {
    stepped.stop(route);
    server.close();
  }

  private DestinationStatus destination() {
    return route.status().destinations().get(0);
  }

  private void probed(int times) {
    stepped.turnUntil(times + " probes", () -> server.accepted() == times);
    stepped.turnUntil("told goodbye", () -> server.open() == 0);
  }

  @Test
  void aDestinationNobodyHasHeardOfIsProbedOnceAnIdleInterval() {
    probed(1);
    stepped.later(Duration.ofSeconds(29));
    assertThat(server.accepted()).isEqualTo(1);
    stepped.later(Duration.ofSeconds(2));
    probed(2);
    stepped.later(Duration.ofSeconds(31));
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
    stepped.turnUntil("client served", () -> !client.isAlive());
    stepped.later(Duration.ofSeconds(31));
    assertThat(server.accepted()).as("the first probe and the client").isEqualTo(2);
    stepped.later(Duration.ofSeconds(31));
    probed(3);
  }

  @Test
  void fallFailuresQuarantineAndRiseAnswersRestore() throws Exception {
    probed(1);
    int port = server.port();
    server.close();
    stepped.later(Duration.ofSeconds(31));
    stepped.turnUntil("first failure", () -> destination().failures() == 1);
    assertThat(destination().state()).isEqualTo(DestinationState.UP);
    stepped.later(Duration.ofMillis(500));
    stepped.turnUntil("second failure", () -> destination().failures() == 2);
    stepped.later(Duration.ofMillis(499));
    assertThat(destination().failures()).isEqualTo(2);
    stepped.later(Duration.ofMillis(1));
    stepped.turnUntil("third", () -> destination().state() == DestinationState.QUARANTINED);
    assertThat(stepped.told.await("quarantined")).contains("Connection refused");

    server = ScriptedServer.greetingAt(port);
    stepped.later(Duration.ofSeconds(2));
    probed(1);
    assertThat(destination().state()).as("one answer").isEqualTo(DestinationState.QUARANTINED);
    stepped.later(Duration.ofMillis(500));
    probed(2);
    stepped.turnUntil("restored", () -> destination().state() == DestinationState.UP);
    stepped.told.await("restored");
  }

  @Test
  void aSilentServerIsNotHungUpOnAndTellsWhenItWakes() {
    probed(1);
    server.follow(ScriptedServer.Script.SILENT);
    stepped.later(Duration.ofSeconds(31));
    stepped.turnUntil("asked", () -> server.accepted() == 2);
    for (int i = 0; i < 40; i++) {
      stepped.later(Duration.ofSeconds(2));
    }
    stepped.turnUntil("quarantined", () -> destination().state() == DestinationState.QUARANTINED);
    assertThat(server.accepted()).isLessThanOrEqualTo(1 + Lane.ENOUGH_LINGERING);
    assertThat(server.open()).as("all still open").isEqualTo(server.accepted() - 1);
    assertThat(destination().lastError()).isPresent();
  }

  @Test
  void aTimeoutIsTheSectionsOwn() {
    probed(1);
    server.follow(ScriptedServer.Script.SILENT);
    stepped.later(Duration.ofSeconds(31));
    stepped.turnUntil("asked", () -> server.accepted() == 2);
    stepped.later(Duration.ofMillis(998));
    assertThat(destination().failures()).isZero();
    stepped.later(Duration.ofMillis(10));
    assertThat(destination().failures()).isEqualTo(1);
    assertThat(destination().destination()).isEqualTo(new Destination("127.0.0.1", server.port()));
  }
}

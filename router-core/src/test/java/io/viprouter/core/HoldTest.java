package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients wait for a server instead of getting an error. */
class HoldTest {

  /** Longer than any test takes. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final HealthCheck OFTEN =
      HealthCheck.DEFAULT.withIntervals(Duration.ofMillis(40), Duration.ofMillis(40));

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private Route route(int port, Duration hold, int most) {
    return fixture.route(Fixture.section(port).health(OFTEN).hold(hold).holdMax(most));
  }

  private static void awaitHeld(Route route, int many) {
    Eventually.is(many, () -> route.status().heldConnections());
  }

  @Test
  void waitersAreServedWhenTheServerComes() throws Exception {
    int port = ScriptedServer.unusedPort();
    Route route = route(port, LONG, 10);
    List<ScriptedClient> clients = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      clients.add(fixture.client(route));
      awaitHeld(route, i);
    }

    ScriptedServer server = fixture.keep(ScriptedServer.greetingAt(port));

    for (ScriptedClient client : clients) {
      assertThat(client.readGreeting()).isEqualTo(server.version());
    }
    awaitHeld(route, 0);
    assertThat(route.status().refusedConnections()).isZero();
    assertThat(route.status().usable()).isTrue();
  }

  @Test
  void aDrainedSectionHoldsUntilItIsNoLonger() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = route(server.port(), LONG, 10);
    Destination only = new Destination("127.0.0.1", server.port());
    route.drain(only, LONG);
    ScriptedClient client = fixture.client(route);
    awaitHeld(route, 1);

    route.undrain(only);

    assertThat(client.readGreeting()).isEqualTo(server.version());
  }

  @Test
  void whoHasWaitedForLongGetsTheError() throws Exception {
    Route route = route(ScriptedServer.unusedPort(), Duration.ofMillis(300), 10);

    Packets.Packet error = fixture.client(route).read();

    assertThat(error.errorCode()).isEqualTo(1053);
    awaitHeld(route, 0);
    assertThat(route.status().refusals()).containsEntry(RefusalReason.NO_DESTINATION, 1L);
  }

  @Test
  void thoseBeyondTheLimitGetItAtOnce() throws Exception {
    Route route = route(ScriptedServer.unusedPort(), LONG, 2);
    fixture.client(route);
    fixture.client(route);
    awaitHeld(route, 2);

    assertThat(fixture.client(route).read().errorCode()).isEqualTo(1053);
    assertThat(route.status().heldConnections()).isEqualTo(2);
  }

  @Test
  void whoLeavesIsForgotten() throws Exception {
    Route route = route(ScriptedServer.unusedPort(), LONG, 1);
    ScriptedClient first = fixture.client(route);
    awaitHeld(route, 1);

    first.close();

    awaitHeld(route, 0);
    Eventually.is(0, () -> route.status().activeConnections());
    fixture.client(route);
    awaitHeld(route, 1);
  }

  @Test
  void whoLeavesAfterAByteIsForgotten() throws Exception {
    Route route = route(ScriptedServer.unusedPort(), LONG, 1);
    ScriptedClient first = fixture.client(route);
    first.send((byte) 1);
    awaitHeld(route, 1);

    first.close();

    awaitHeld(route, 0);
    Eventually.is(0, () -> route.status().activeConnections());
  }

  @Test
  void whoWasHeldAfterAFailedDialCountsOnce() throws Exception {
    int port = ScriptedServer.unusedPort();
    Route route = fixture.route(Fixture.section(port).health(OFTEN.withCounts(1, 1)).hold(LONG));
    ScriptedClient client = fixture.client(route);
    awaitHeld(route, 1);

    ScriptedServer server = fixture.keep(ScriptedServer.greetingAt(port));

    assertThat(client.readGreeting()).isEqualTo(server.version());
    assertThat(route.status().totalConnections()).isEqualTo(1);
  }

  @Test
  void theRoutersEndLetsThemGo() throws IOException {
    Router router =
        fixture.start(
            Router.builder()
                .section(
                    Fixture.section(ScriptedServer.unusedPort()).health(OFTEN).hold(LONG).build()));
    ScriptedClient client = fixture.client(router.route("rw"));
    awaitHeld(router.route("rw"), 1);

    router.close();

    assertThat(client.atEnd()).isTrue();
  }

  @Test
  void withoutHoldTheErrorComesAtOnce() throws Exception {
    Route route = route(ScriptedServer.unusedPort(), Duration.ZERO, 10);

    assertThat(fixture.client(route).read().errorCode()).isEqualTo(1053);
  }

  @Test
  void figuresHaveTheirRanges() {
    assertThatThrownBy(() -> Fixture.section(1).hold(Duration.ofHours(2)).build())
        .hasMessageContaining("hold is 7200 s; 1 ms to 3600 s");
    assertThatThrownBy(() -> Fixture.section(1).holdMax(0).build())
        .hasMessageContaining("hold-max is 0; 1 to 65535");
  }

  @Test
  void historyRemembersEachChangeOnceWithItsCause() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = route(server.port(), LONG, 10);
    Destination only = new Destination("127.0.0.1", server.port());

    route.drain(only, Duration.ZERO);
    route.undrain(only);
    server.close();
    Eventually.holds(
        "quarantined",
        () -> route.status().destinations().get(0).state() == DestinationState.QUARANTINED);

    assertThat(route.status().history())
        .extracting(StateChange::from, StateChange::to)
        .containsExactly(
            tuple(DestinationState.UP, DestinationState.MAINTENANCE),
            tuple(DestinationState.MAINTENANCE, DestinationState.UP),
            tuple(DestinationState.UP, DestinationState.QUARANTINED));
    assertThat(route.status().history().get(2).cause()).contains("Connection refused");
    assertThat(fixture.told.await("unusable")).contains("maintenance (drained, no session left)");
  }

  @Test
  void aSectionBeginsWithTheDestinationThatWasCurrent() throws Exception {
    ScriptedServer first = fixture.server();
    ScriptedServer second = fixture.server();
    Route route =
        fixture
            .start(
                Router.builder()
                    .section(Fixture.section(first.port(), second.port()).build())
                    .initialDestination("rw", new Destination("127.0.0.1", second.port())))
            .route("rw");

    assertThat(fixture.client(route).readGreeting()).isEqualTo(second.version());
    assertThat(route.failback()).isEqualTo(new Destination("127.0.0.1", first.port()));
  }
}

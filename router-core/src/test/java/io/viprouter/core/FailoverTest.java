package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where clients end up while servers come and go: MySQL Router's own cases, re-told. */
class FailoverTest {

  private static final HealthCheck QUICK =
      HealthCheck.DEFAULT.withIntervals(Duration.ofMillis(40), Duration.ofHours(1));

  private final List<AutoCloseable> toClose = new ArrayList<>();
  private final RecordingListener told = new RecordingListener();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : toClose) {
      each.close();
    }
  }

  private ScriptedServer server() {
    return keep(ScriptedServer.greeting());
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    toClose.add(closeable);
    return closeable;
  }

  private Route route(Strategy strategy, HealthCheck health, int... ports) {
    RoutingSectionBuilder section =
        RoutingSection.builder("rw").bind("127.0.0.1", 0).strategy(strategy).health(health);
    for (int port : ports) {
      section.destination("127.0.0.1", port);
    }
    Router router = keep(Router.builder().section(section.build()).listener(told).build().start());
    return router.route("rw");
  }

  private String whoAnswers(Route route) throws IOException {
    try (ScriptedClient client = ScriptedClient.connect(route.port())) {
      return client.readGreeting();
    }
  }

  private static Packets.Packet refusal(Route route) throws IOException {
    try (ScriptedClient client = ScriptedClient.connect(route.port())) {
      Packets.Packet packet = client.read();
      assertThat(packet.isError()).isTrue();
      assertThat(packet.sequence()).isZero();
      assertThat(client.atEnd()).isTrue();
      return packet;
    }
  }

  @Test
  void firstAvailableGoesRoundAndStaysWhereItWorks() throws Exception {
    ScriptedServer a = server();
    ScriptedServer b = server();
    ScriptedServer c = server();
    Route route = route(Strategy.FIRST_AVAILABLE, HealthCheck.NONE, a.port(), b.port(), c.port());

    assertThat(whoAnswers(route)).isEqualTo(a.version());
    a.close();
    assertThat(whoAnswers(route)).isEqualTo(b.version());
    ScriptedServer a2 = keep(ScriptedServer.greetingAt(a.port()));
    assertThat(whoAnswers(route)).as("stays").isEqualTo(b.version());
    b.close();
    assertThat(whoAnswers(route)).isEqualTo(c.version());
    c.close();
    assertThat(whoAnswers(route)).as("round to the first").isEqualTo(a2.version());
  }

  @Test
  void firstAvailableWithTheFirstDownAtStart() throws Exception {
    ScriptedServer b = server();
    Route route =
        route(Strategy.FIRST_AVAILABLE, HealthCheck.NONE, ScriptedServer.unusedPort(), b.port());

    assertThat(whoAnswers(route)).isEqualTo(b.version());
    assertThat(told.await("moved")).endsWith("-> 127.0.0.1:" + b.port());
  }

  @Test
  void firstAvailableRecoversAfterAllWereDown() throws Exception {
    ScriptedServer a = server();
    ScriptedServer b = server();
    Route route = route(Strategy.FIRST_AVAILABLE, HealthCheck.DEFAULT, a.port(), b.port());
    a.close();
    b.close();

    for (int i = 0; i < 5; i++) {
      assertThat(refusal(route).errorText())
          .isEqualTo(
              "Can't connect to remote MySQL server for client connected to '127.0.0.1:"
                  + route.port()
                  + "'");
    }
    ScriptedServer back = keep(ScriptedServer.greetingAt(a.port()));
    assertThat(whoAnswers(route))
        .as("at once, without waiting for a probe")
        .isEqualTo(back.version());
  }

  @Test
  void nextAvailableWalksOnAndRefusesUntilFailback() throws Exception {
    ScriptedServer a = server();
    ScriptedServer b = server();
    Route route = route(Strategy.NEXT_AVAILABLE, QUICK, a.port(), b.port());
    assertThat(whoAnswers(route)).isEqualTo(a.version());
    a.close();
    assertThat(whoAnswers(route)).isEqualTo(b.version());
    ScriptedServer a2 = keep(ScriptedServer.greetingAt(a.port()));
    assertThat(whoAnswers(route)).as("never back").isEqualTo(b.version());
    b.close();
    assertThat(refusal(route).errorText()).startsWith("Can't connect");
    ScriptedServer b2 = keep(ScriptedServer.greetingAt(b.port()));

    assertThat(refusal(route).errorText()).as("spent").startsWith("Can't connect");
    assertThat(b2.accepted() + a2.accepted()).as("probes only").isLessThan(100);
    assertThat(route.failback()).isEqualTo(new Destination("127.0.0.1", a2.port()));
    assertThat(whoAnswers(route)).isEqualTo(a2.version());
  }

  @Test
  void primaryPreferredReturnsAfterTheRiseCount() throws Exception {
    ScriptedServer a = server();
    ScriptedServer b = server();
    Route route = route(Strategy.PRIMARY_PREFERRED, QUICK, a.port(), b.port());
    assertThat(whoAnswers(route)).isEqualTo(a.version());
    a.close();
    assertThat(whoAnswers(route)).isEqualTo(b.version());
    told.await("quarantined 127.0.0.1:" + a.port());
    ScriptedServer a2 = keep(ScriptedServer.greetingAt(a.port()));

    told.await("restored 127.0.0.1:" + a.port());
    assertThat(a2.accepted()).as("answered its rise count").isGreaterThanOrEqualTo(2);
    assertThat(whoAnswers(route)).isEqualTo(a2.version());
  }

  @Test
  void roundRobinTakesTurnsAndLeavesOutTheDead() throws Exception {
    ScriptedServer a = server();
    ScriptedServer b = server();
    ScriptedServer c = server();
    Route route = route(Strategy.ROUND_ROBIN, QUICK, a.port(), b.port(), c.port());

    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(whoAnswers(route));
    }
    assertThat(answers)
        .containsExactly(
            a.version(), b.version(), c.version(), a.version(), b.version(), c.version());
    b.close();
    for (int i = 0; i < 9; i++) {
      assertThat(whoAnswers(route)).isIn(a.version(), c.version());
    }
    told.await("quarantined 127.0.0.1:" + b.port());
    keep(ScriptedServer.greetingAt(b.port()));
    told.await("restored 127.0.0.1:" + b.port());
    Eventually.holds(
        "b answers again",
        () -> {
          try {
            return whoAnswers(route).equals(b.version());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void failbackNeedsAStickyStrategyAndAUsableDestination() {
    Route spread = route(Strategy.ROUND_ROBIN, HealthCheck.NONE, server().port());
    assertThatThrownBy(spread::failback)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("round-robin");
  }

  @Test
  void aRefusedConnectDoesNotWaitForTheTimeout() throws Exception {
    ScriptedServer b = server();
    RoutingSection section =
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .destination("127.0.0.1", ScriptedServer.unusedPort())
            .destination("127.0.0.1", b.port())
            .connectTimeout(Duration.ofHours(1))
            .build();
    Router router = keep(Router.of(section).start());

    assertThat(whoAnswers(router.route("rw"))).isEqualTo(b.version());
  }
}

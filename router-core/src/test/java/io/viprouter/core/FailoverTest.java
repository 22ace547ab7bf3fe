package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.RecordingListener;
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

  private final Fixture fixture = new Fixture();
  private final RecordingListener told = fixture.told;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private Route route(Strategy strategy, HealthCheck health, int... ports) {
    return fixture.route(Fixture.section(ports).strategy(strategy).health(health));
  }

  @Test
  void firstAvailableGoesRoundAndStaysWhereItWorks() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    ScriptedServer c = fixture.server();
    Route route = route(Strategy.FIRST_AVAILABLE, HealthCheck.NONE, a.port(), b.port(), c.port());

    assertThat(fixture.whoAnswers(route)).isEqualTo(a.version());
    a.close();
    assertThat(fixture.whoAnswers(route)).isEqualTo(b.version());
    ScriptedServer a2 = fixture.keep(ScriptedServer.greetingAt(a.port()));
    assertThat(fixture.whoAnswers(route)).as("stays").isEqualTo(b.version());
    b.close();
    assertThat(fixture.whoAnswers(route)).isEqualTo(c.version());
    c.close();
    assertThat(fixture.whoAnswers(route)).as("round to the first").isEqualTo(a2.version());
  }

  @Test
  void firstAvailableWithTheFirstDownAtStart() throws Exception {
    ScriptedServer b = fixture.server();
    Route route =
        route(Strategy.FIRST_AVAILABLE, HealthCheck.NONE, ScriptedServer.unusedPort(), b.port());

    assertThat(fixture.whoAnswers(route)).isEqualTo(b.version());
    assertThat(told.await("moved")).endsWith("-> 127.0.0.1:" + b.port());
  }

  @Test
  void firstAvailableRecoversAfterAllWereDown() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    Route route = route(Strategy.FIRST_AVAILABLE, HealthCheck.DEFAULT, a.port(), b.port());
    a.close();
    b.close();

    for (int i = 0; i < 5; i++) {
      assertThat(fixture.refusal(route).errorText())
          .isEqualTo(
              "Can't connect to remote MySQL server for client connected to '127.0.0.1:"
                  + route.port()
                  + "'");
    }
    ScriptedServer back = fixture.keep(ScriptedServer.greetingAt(a.port()));
    assertThat(fixture.whoAnswers(route))
        .as("at once, without waiting for a probe")
        .isEqualTo(back.version());
  }

  @Test
  void nextAvailableWalksOnAndRefusesUntilFailback() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    Route route = route(Strategy.NEXT_AVAILABLE, QUICK, a.port(), b.port());
    assertThat(fixture.whoAnswers(route)).isEqualTo(a.version());
    a.close();
    assertThat(fixture.whoAnswers(route)).isEqualTo(b.version());
    ScriptedServer a2 = fixture.keep(ScriptedServer.greetingAt(a.port()));
    assertThat(fixture.whoAnswers(route)).as("never back").isEqualTo(b.version());
    b.close();
    assertThat(fixture.refusal(route).errorText()).startsWith("Can't connect");
    ScriptedServer b2 = fixture.keep(ScriptedServer.greetingAt(b.port()));

    assertThat(fixture.refusal(route).errorText()).as("spent").startsWith("Can't connect");
    assertThat(b2.accepted() + a2.accepted()).as("probes only").isLessThan(100);
    assertThat(route.failback()).isEqualTo(new Destination("127.0.0.1", a2.port()));
    assertThat(fixture.whoAnswers(route)).isEqualTo(a2.version());
  }

  @Test
  void primaryPreferredReturnsAfterTheRiseCount() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    Route route = route(Strategy.PRIMARY_PREFERRED, QUICK, a.port(), b.port());
    assertThat(fixture.whoAnswers(route)).isEqualTo(a.version());
    a.close();
    assertThat(fixture.whoAnswers(route)).isEqualTo(b.version());
    told.await("quarantined 127.0.0.1:" + a.port());
    ScriptedServer a2 = fixture.keep(ScriptedServer.greetingAt(a.port()));

    told.await("restored 127.0.0.1:" + a.port());
    assertThat(a2.accepted()).as("answered its rise count").isGreaterThanOrEqualTo(2);
    assertThat(fixture.whoAnswers(route)).isEqualTo(a2.version());
  }

  @Test
  void roundRobinTakesTurnsAndLeavesOutTheDead() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    ScriptedServer c = fixture.server();
    Route route = route(Strategy.ROUND_ROBIN, QUICK, a.port(), b.port(), c.port());

    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(fixture.whoAnswers(route));
    }
    assertThat(answers)
        .containsExactly(
            a.version(), b.version(), c.version(), a.version(), b.version(), c.version());
    b.close();
    for (int i = 0; i < 9; i++) {
      assertThat(fixture.whoAnswers(route)).isIn(a.version(), c.version());
    }
    told.await("quarantined 127.0.0.1:" + b.port());
    fixture.keep(ScriptedServer.greetingAt(b.port()));
    told.await("restored 127.0.0.1:" + b.port());
    Eventually.holds(
        "b answers again",
        () -> {
          try {
            return fixture.whoAnswers(route).equals(b.version());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void failbackNeedsAStickyStrategyAndAUsableDestination() {
    Route spread = route(Strategy.ROUND_ROBIN, HealthCheck.NONE, fixture.server().port());
    assertThatThrownBy(spread::failback)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("round-robin");
  }

  @Test
  void aRefusedConnectDoesNotWaitForTheTimeout() throws Exception {
    ScriptedServer b = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(ScriptedServer.unusedPort(), b.port())
                .connectTimeout(Duration.ofHours(1)));

    assertThat(fixture.whoAnswers(route)).isEqualTo(b.version());
  }

  @Test
  void aFallbackIsCurrentOnlyWhileItIsNeeded() throws Exception {
    ScriptedServer main = fixture.server();
    ScriptedServer fallback = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(main.port())
                .strategy(Strategy.ROUND_ROBIN_WITH_FALLBACK)
                .fallback(new Destination("127.0.0.1", fallback.port())));
    assertThat(route.status().destinations())
        .extracting(DestinationStatus::current)
        .containsExactly(true, false);

    route.drain(new Destination("127.0.0.1", main.port()), Duration.ZERO);

    assertThat(route.status().destinations())
        .extracting(DestinationStatus::current)
        .containsExactly(false, true);
  }
}

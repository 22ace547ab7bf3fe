package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import io.viprouter.testkit.ScriptedServer.Script;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Not the connect but the server's first packet decides whether a destination takes a client. */
class FirstPacketDecidesTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1040, 1053, 1129, 1130, 1203, 7})
  void anErrorFirstMeansTheNextCandidate(int code) throws Exception {
    ScriptedServer full = fixture.keep(ScriptedServer.refusing(code, "not now"));
    ScriptedServer next = fixture.server();
    Route route = fixture.route(Fixture.section(full.port(), next.port()));

    assertThat(fixture.whoAnswers(route)).isEqualTo(next.version());
    assertThat(full.accepted()).isEqualTo(1);
  }

  @Test
  void onlyTheLastErrorReachesTheClient() throws Exception {
    ScriptedServer a = fixture.keep(ScriptedServer.refusing(1053, "going down"));
    ScriptedServer b = fixture.keep(ScriptedServer.refusing(1040, "Too many connections"));
    Route route = fixture.route(Fixture.section(a.port(), b.port()));

    var refusal = fixture.refusal(route);
    assertThat(refusal.errorCode()).isEqualTo(1040);
    assertThat(refusal.errorText()).isEqualTo("Too many connections");
    fixture.told.await("refused NO_DESTINATION");
    fixture.told.await("closed NO_DESTINATION");
  }

  @Test
  void aFullServerIsNotIll() throws Exception {
    ScriptedServer full = fixture.keep(ScriptedServer.refusing(1040, "Too many connections"));
    ScriptedServer next = fixture.server();
    Route route = fixture.route(Fixture.section(full.port(), next.port()));
    for (int i = 0; i < 10; i++) {
      assertThat(fixture.whoAnswers(route)).isEqualTo(next.version());
    }

    assertThat(full.accepted()).as("asked each time").isEqualTo(10);
    full.follow(Script.GREET);
    assertThat(fixture.whoAnswers(route)).as("back by itself").isEqualTo(full.version());
  }

  @ParameterizedTest
  @EnumSource(
      value = Script.class,
      names = {"SILENT", "HANG_UP", "RESET", "GREET_MISNUMBERED", "GREET_TOO_SMALL"})
  void aServerThatDoesNotGreetMeansTheNextCandidate(Script script) throws Exception {
    ScriptedServer broken = fixture.server(script);
    ScriptedServer next = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(broken.port(), next.port()).connectTimeout(Duration.ofSeconds(1)));

    assertThat(fixture.whoAnswers(route)).isEqualTo(next.version());
    DestinationStatus status = route.status().destinations().get(0);
    assertThat(status.failures()).isEqualTo(1);
    assertThat(status.lastError()).isPresent();
    assertThat(status.connectErrors()).isEqualTo(1);
  }

  @Test
  void aFullBacklogMeansTheNextCandidate() throws Exception {
    ScriptedServer next = fixture.server();
    try (var stopped = new BacklogFilled()) {
      Route route =
          fixture.route(
              Fixture.section(stopped.port(), next.port()).connectTimeout(Duration.ofSeconds(1)));

      assertThat(fixture.whoAnswers(route)).isEqualTo(next.version());
    }
  }

  @Test
  void aGreetingInFragmentsIsAGreeting() throws Exception {
    ScriptedServer slow = fixture.server(Script.GREET_IN_FRAGMENTS);
    Route route = fixture.route(Fixture.section(slow.port()));

    ScriptedClient client = fixture.loggedIn(route);
    assertThat(client.echo("hello")).isEqualTo("hello");
    client.close();
    Eventually.is(0, () -> route.status().activeConnections());
    assertThat(route.status().destinations().get(0).activeConnections()).isZero();
  }

  @Test
  void aSilentServerThatWakesUpIsToldGoodbyeInOrder() throws Exception {
    ScriptedServer silent = fixture.server(Script.SILENT);
    ScriptedServer next = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(silent.port(), next.port()).connectTimeout(Duration.ofSeconds(1)));

    assertThat(fixture.whoAnswers(route)).isEqualTo(next.version());
    assertThat(silent.open()).as("not hung up on").isEqualTo(1);
  }
}

package io.viprouter.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import io.viprouter.testkit.ScriptedServer.End;
import io.viprouter.testkit.ScriptedServer.Script;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens between the greeting and the end of the login. */
class HandshakeRelayTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Script.class,
      names = {"GREET", "GREET_IN_FRAGMENTS", "GREET_AND_SWITCH"})
  void aClientThatLeavesBeforeItsLoginDoesNotBreakTheServersHandshake(Script script)
      throws Exception {
    ScriptedServer server = fixture.server(script);
    Route route = fixture.route(Fixture.section(server.port()));
    for (int i = 0; i < 20; i++) {
      fixture.whoAnswers(route);
    }

    for (int i = 0; i < 20; i++) {
      assertThat(server.nextEnd()).isEqualTo(End.LOGIN_REFUSED);
    }
    assertThat(server.nextLogin()).isEqualTo("vip_router_check");
  }

  @Test
  void aClientThatLeavesBeforeTheGreetingDoesNotEither() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    for (int i = 0; i < 50; i++) {
      fixture.client(route).reset();
    }
    Eventually.is(0, () -> route.status().activeConnections());
    int came = server.accepted();

    for (int i = 0; i < came; i++) {
      assertThat(server.nextEnd()).isEqualTo(End.LOGIN_REFUSED);
    }
  }

  @Test
  void aClientThatLeavesInTheMiddleOfItsLoginDoesNotEither() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    byte[] login = Packets.login(1, "app");
    for (int sent : new int[] {1, 3, 4, 5, 20, login.length - 1}) {
      ScriptedClient client = fixture.client(route);
      client.readGreeting();
      client.send(Arrays.copyOf(login, sent));
      client.close();
      assertThat(server.nextEnd()).as("after %s bytes", sent).isEqualTo(End.LOGIN_REFUSED);
    }
  }

  @Test
  void aClientThatLeavesWhenAskedAgainDoesNotEither() throws Exception {
    ScriptedServer server = fixture.server(Script.GREET_AND_SWITCH);
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    client.send(Packets.login(1, "vip_router_check"));
    assertThat(client.read().first()).isEqualTo(0xfe);
    client.close();

    assertThat(server.nextEnd()).isEqualTo(End.LOGIN_REFUSED);
  }

  @Test
  void aClientThatLeavesAfterARequestForTlsDoesNotEither() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    client.send(Packets.tlsRequest());
    client.close();

    assertThat(server.nextEnd()).isEqualTo(End.LOGIN_REFUSED);
  }

  @Test
  void theLoginMayComeInFragments() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    for (byte one : Packets.login(1, "app")) {
      client.send(one);
    }

    assertThat(client.read().first()).isZero();
    assertThat(client.echo("through")).isEqualTo("through");
    assertThat(server.nextLogin()).isEqualTo("app");
  }

  @Test
  void aLoginMayComeBeforeTheGreeting() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.client(route);
    client.send(Packets.login(1, "hasty"));
    client.readGreeting();

    assertThat(client.read().first()).isZero();
    assertThat(client.echo("through")).isEqualTo("through");
  }

  @Test
  void whatFollowsTheLoginAtOnceWaitsForTheAnswer() throws Exception {
    for (Script script : new Script[] {Script.GREET, Script.GREET_AND_SWITCH}) {
      ScriptedServer server = fixture.server(script);
      Route route = fixture.route(Fixture.section(server.port()));
      ScriptedClient client = fixture.client(route);
      client.readGreeting();
      client.send(Packets.login(1, "app"));
      if (script == Script.GREET_AND_SWITCH) {
        client.send(Packets.packet(3, new byte[20]));
        assertThat(client.read().first()).isEqualTo(0xfe);
      }
      client.send("ahead".getBytes(StandardCharsets.US_ASCII));

      assertThat(client.read().first()).isZero();
      assertThat(client.socket().getInputStream().readNBytes(5))
          .isEqualTo("ahead".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aLargeLoginPasses() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    byte[] small = Packets.login(1, "app");
    byte[] payload = Arrays.copyOfRange(small, 4, 4 + 60_000);
    client.send(Packets.packet(1, payload));

    assertThat(client.read().first()).isZero();
  }

  @Test
  void afterARequestForTlsNothingIsRead() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).maxConnectErrors(1));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    client.send(Packets.tlsRequest());
    client.send((byte) 0x16, (byte) 3, (byte) 1, (byte) 99, (byte) 99);

    // The scripted server takes the request for a login and logs in: opaque bytes both ways.
    assertThat(client.read().first()).isZero();
    client.close();
    fixture.told.await("closed");
    assertThat(route.status().blockedClients()).isEmpty();
  }

  @Test
  void theHandshakeAsAWholeIsLimited() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(server.port())
                .clientConnectTimeout(Duration.ofMillis(200))
                .maxConnectErrors(1));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    byte[] login = Packets.login(1, "slow");
    client.send(Arrays.copyOf(login, 10));

    Packets.Packet answer = client.read();
    assertThat(answer.errorCode()).isEqualTo(1159);
    assertThat(answer.sequence()).isEqualTo(1);
    assertThat(client.atEnd()).isTrue();
    fixture.told.await("blocked 127.0.0.1");
    assertThat(fixture.refusal(route).errorCode()).isEqualTo(1129);
    assertThat(server.nextEnd()).isEqualTo(End.LOGIN_REFUSED);
  }

  @Test
  void aPacketThatIsNoLoginIsAnError() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    for (byte[] nonsense :
        new byte[][] {
          Packets.packet(1, new byte[] {1}),
          Packets.packet(0, new byte[40]),
          "GET / HTTP/1.1\r\nHost: router\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
        }) {
      ScriptedClient client = fixture.client(route);
      client.readGreeting();
      client.send(nonsense);
      Packets.Packet answer = client.read();
      assertThat(answer.errorCode()).isEqualTo(1043);
      assertThat(answer.errorText()).startsWith("Bad handshake: ");
      // One more than a packet that was numbered rightly, as servers do it.
      assertThat(answer.sequence()).isEqualTo(nonsense[3] == 1 ? 2 : 1);
      assertThat(client.atEnd()).isTrue();
      assertThat(server.nextEnd()).isEqualTo(End.LOGIN_REFUSED);
    }
  }

  @Test
  void aServersErrorInTheHandshakePassesAndIsNobodysFault() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).maxConnectErrors(1));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    client.send(Packets.login(1, "vip_router_check"));

    Packets.Packet answer = client.read();
    assertThat(answer.errorCode()).isEqualTo(1045);
    assertThat(answer.sequence()).isEqualTo(2);
    assertThat(client.atEnd()).isTrue();
    client.close();
    fixture.told.await("closed LOGIN_REFUSED");
    assertThat(route.status().blockedClients()).isEmpty();
  }

  @Test
  void aServerThatDiesInTheHandshakeEndsTheClient() throws IOException {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).maxConnectErrors(1));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();
    server.hangUp();

    assertThat(client.atEnd()).isTrue();
    assertThat(route.status().blockedClients()).isEmpty();
  }

  @Test
  void aDrainInTheHandshakeDoesNotBreakTheServersEither() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.client(route);
    client.readGreeting();

    assertThat(route.kill(new Destination("127.0.0.1", server.port()))).isEqualTo(1);
    assertThat(client.atEnd()).isTrue();
    assertThat(server.nextEnd()).isEqualTo(End.LOGIN_REFUSED);
  }

  @Test
  void aDrainWhileTheServerIsDialledHoldsForThatClientToo() throws Exception {
    HeldBackServer server = fixture.keep(new HeldBackServer());
    Route route = fixture.route(Fixture.section(server.port(), fixture.server().port()));
    ScriptedClient client = fixture.client(route);
    Socket dialled = fixture.keep(server.accept());

    route.drain(server.destination(), Duration.ZERO);
    assertThat(client.atEnd()).isTrue();
    HeldBackServer.greet(dialled);
    assertThat(new String(Packets.read(dialled.getInputStream()).payload(), ISO_8859_1))
        .as("the server hears a login and not the end")
        .contains("vip_router_check");
    dialled.getOutputStream().write(Packets.error(2, 1045, "Access denied"));

    Eventually.is(DestinationState.MAINTENANCE, () -> route.status().destinations().get(0).state());
    Eventually.is(0, () -> route.status().activeConnections());
  }

  @Test
  void aDestinationThatCameBackOwesNothingForItsDrain() throws Exception {
    ScriptedServer server = fixture.server();
    RoutingSection both = Fixture.section(server.port(), fixture.server().port()).build();
    Route route = fixture.route(both.toBuilder());
    Destination first = new Destination("127.0.0.1", server.port());
    Duration grace = Duration.ofMillis(300);
    route.drain(first, grace);
    long drainedNanos = System.nanoTime();
    route.update(both.toBuilder().destinations(both.destinations().subList(1, 2)).build());
    route.update(both);
    route.failback(true);
    ScriptedClient client = fixture.loggedIn(route);

    // The end of the grace is what is waited for.
    Eventually.holds(
        "the grace is over", () -> System.nanoTime() - drainedNanos > 2 * grace.toNanos());
    assertThat(client.echo("still here")).isEqualTo("still here");
    assertThat(route.connections().get(0).connection().destination()).contains(first);
  }

  @Test
  void aRequestForTlsThatFillsTheBufferGoesOn() throws Exception {
    HeldBackServer server = fixture.keep(new HeldBackServer());
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.client(route);
    Socket dialled = fixture.keep(server.accept());
    HeldBackServer.greet(dialled);
    client.readGreeting();
    byte[] payload = Arrays.copyOf(Arrays.copyOfRange(Packets.tlsRequest(), 4, 36), 65_532);

    client.send(Packets.packet(1, payload));
    client.send((byte) 22);

    byte[] seen = dialled.getInputStream().readNBytes(65_537);
    assertThat(seen).hasSize(65_537).endsWith((byte) 22);
  }

  @Test
  void aServerThatResetsWhileTheClientIsAheadLeavesNoBufferLent() throws Exception {
    HeldBackServer server = fixture.keep(new HeldBackServer());
    Router router =
        fixture.start(
            Router.builder()
                .ioThreads(1)
                .section(Fixture.section(server.port()).maxConnectErrors(0).build()));
    byte[] login = Packets.login(1, "app");
    byte[] andMore = Arrays.copyOf(login, login.length + 1);
    for (int i = 0; i < 40; i++) {
      ScriptedClient client = fixture.client(router.route("rw"));
      client.send(andMore);
      Socket dialled = server.accept();
      dialled.setSoLinger(true, 0);
      HeldBackServer.greet(dialled);
      dialled.close();
      client.close();
    }

    Eventually.is(0, () -> router.status().activeConnections());
    assertThat(router.status().buffersLent()).isZero();
  }
}

package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of live connections, and the end of those that came in at an address. */
class ConnectionsTest {

  private static final String ONE = "127.0.0.21";
  private static final String OTHER = "127.0.0.22";

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void tellsAllThatIsKnownOfARunningSession() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.loggedIn(route);
    client.echo("hello");

    ConnectionStatus status = route.connections().get(0);
    Connection connection = status.connection();
    assertThat(route.connections()).hasSize(1);
    assertThat(connection.client()).isEqualTo(client.socket().getLocalSocketAddress());
    assertThat(connection.local()).isEqualTo(client.socket().getRemoteSocketAddress());
    assertThat(connection.destination()).contains(new Destination("127.0.0.1", server.port()));
    assertThat(connection.serverConnectionId()).contains(1L);
    assertThat(connection.state()).isEqualTo(ConnectionState.RELAYING);
    assertThat(connection.bytesFromClient()).isGreaterThan(5);
    assertThat(connection.bytesFromServer()).isGreaterThan(5);
    Instant now = Instant.now();
    assertThat(status.acceptedAt()).isBetween(now.minusSeconds(60), now.plusSeconds(1));
    assertThat(status.connectedAt()).get().satisfies(at -> notBefore(status.acceptedAt(), at));
    Instant connected = status.connectedAt().orElseThrow();
    assertThat(status.lastFromClient()).get().satisfies(at -> notBefore(connected, at));
    assertThat(status.lastFromServer()).get().satisfies(at -> notBefore(connected, at));

    client.close();
    fixture.told.await("closed CLIENT_CLOSED");
    assertThat(route.connections()).isEmpty();
    assertThat(fixture.told.closedConnections().get(0).state()).isEqualTo(ConnectionState.RELAYING);
  }

  private static void notBefore(Instant earlier, Instant later) {
    assertThat(later).isAfterOrEqualTo(earlier);
  }

  @Test
  void tellsHowFarAConnectionHasCome() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    fixture.client(route).readGreeting();
    server.follow(ScriptedServer.Script.SILENT);
    fixture.client(route);
    Eventually.is(2, () -> route.connections().size());

    List<ConnectionStatus> all = route.connections();
    assertThat(all)
        .extracting(status -> status.connection().state())
        .containsExactly(ConnectionState.HANDSHAKE, ConnectionState.CONNECTING);
    assertThat(all.get(1).connection().destination()).isEmpty();
    assertThat(all.get(1).connectedAt()).isEmpty();
    assertThat(all.get(1).lastFromServer()).isEmpty();
  }

  @Test
  void holdsChannelsOfInProcessRouting() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    SocketChannel channel = fixture.keep(route.connect());

    ConnectionStatus status = route.connections().get(0);
    assertThat(status.connection().client()).isEqualTo(channel.getLocalAddress());
    assertThat(status.connectedAt()).isPresent();
    assertThat(route.disconnect(InetAddress.getLoopbackAddress())).isZero();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void anAddressThatLeavesTakesItsClientsAndNoOthers() throws Exception {
    ScriptedServer server = fixture.server();
    int port = ScriptedServer.unusedPort();
    Route route = fixture.route(Fixture.section(server.port()).bind(ONE, port).bind(OTHER, port));
    ScriptedClient stays = fixture.keep(ScriptedClient.loggedIn(new Socket(OTHER, port)));
    ScriptedClient relayed = fixture.keep(ScriptedClient.loggedIn(new Socket(ONE, port)));
    ScriptedClient greeted = fixture.keep(ScriptedClient.over(new Socket(ONE, port)));
    greeted.readGreeting();
    server.follow(ScriptedServer.Script.SILENT);
    ScriptedClient dialing = fixture.keep(ScriptedClient.over(new Socket(ONE, port)));
    Eventually.is(4, () -> route.connections().size());
    Eventually.is(4, server::accepted);

    assertThat(route.disconnect(InetAddress.getByName(ONE))).isEqualTo(3);
    for (ScriptedClient gone : List.of(relayed, greeted, dialing)) {
      assertThatThrownBy(() -> gone.socket().getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(stays.echo("still here")).isEqualTo("still here");
    assertThat(List.of(server.nextEnd(), server.nextEnd()))
        .as("no server saw a broken handshake")
        .containsExactlyInAnyOrder(
            ScriptedServer.End.AFTER_LOGIN, ScriptedServer.End.LOGIN_REFUSED);
    assertThat(route.disconnect(InetAddress.getByName(ONE))).isZero();
    fixture.told.await("closed ADDRESS_GONE");
    fixture.told.await("closed ADDRESS_GONE");
    assertThat(route.connections())
        .extracting(status -> ((InetSocketAddress) status.connection().local()).getHostString())
        .contains(OTHER);
  }
}

package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.io.BaseEncoding;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PROXY protocol from proxies in front of a route, and to its servers. */
class ProxyProtocolTest {

  private static final String LINE = "PROXY TCP4 192.0.2.7 192.0.2.1 51234 7001\r\n";

  private final Fixture fixture = new Fixture();
  @TempDir Path directory;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private ScriptedClient proxy(String address, Route route) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    return fixture.keep(
        ScriptedClient.over(new Socket(here, route.port(), InetAddress.getByName(address), 0)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aTrustedProxysHeaderTellsWhoTheClientIs() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture.route(Fixture.section(server.port()).acceptProxyProtocolFrom("127.0.0.9"));
    ScriptedClient client = proxy("127.0.0.9", route);
    for (byte each : bytes(LINE)) {
      client.send(each);
    }

    assertThat(client.readGreeting()).isEqualTo(server.version());
    client.send(Packets.login(1, "app"));
    assertThat(client.read().first()).isZero();
    assertThat(client.echo("hello")).isEqualTo("hello");
    Connection connection = route.connections().get(0).connection();
    assertThat(connection.client()).isEqualTo(new InetSocketAddress("192.0.2.7", 51234));
    assertThat(connection.local()).isEqualTo(client.socket().getRemoteSocketAddress());
  }

  @Test
  void bytesWithTlvsAndTheLoginInOnePieceAreTakenApart() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture.route(Fixture.section(server.port()).acceptProxyProtocolFrom("127.0.0.9"));
    ScriptedClient client = proxy("127.0.0.9", route);
    byte[] header =
        BaseEncoding.base16()
            .decode(
                "0D0A0D0A000D0A515549540A2111010F" // 12 bytes of addresses, 259 of a TLV
                    + "C0000207C0000201C8221B59"
                    + "040100"
                    + "78".repeat(256));
    byte[] login = Packets.login(1, "app");
    byte[] all = java.util.Arrays.copyOf(header, header.length + login.length);
    System.arraycopy(login, 0, all, header.length, login.length);
    client.send(all);

    assertThat(client.readGreeting()).isEqualTo(server.version());
    assertThat(client.read().first()).isZero();
    assertThat(client.echo("hello")).isEqualTo("hello");
    assertThat(route.connections().get(0).connection().client())
        .isEqualTo(new InetSocketAddress("192.0.2.7", 51234));
  }

  @Test
  void theAddressInTheHeaderIsTheOneThatCounts() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(server.port())
                .acceptProxyProtocolFrom("127.0.0.9")
                .deny("192.0.2.0/24", "127.0.0.9")
                .maxConnectErrors(1));
    ScriptedClient denied = proxy("127.0.0.9", route);
    denied.send(bytes(LINE));
    assertThat(denied.read().errorText()).startsWith("Host '192.0.2.7' is not allowed");

    ScriptedClient rude = proxy("127.0.0.9", route);
    rude.send(bytes(LINE.replace("192.0.2.7", "198.51.100.5")));
    rude.readGreeting();
    rude.send(Packets.login(7, "app"));
    assertThat(rude.read().errorCode()).isEqualTo(1043);
    assertThat(fixture.told.await("blocked")).isEqualTo("blocked 198.51.100.5");

    ScriptedClient own = proxy("127.0.0.9", route);
    own.send(bytes("PROXY UNKNOWN\r\n"));
    assertThat(own.read().errorText()).startsWith("Host '127.0.0.9' is not allowed");
  }

  @Test
  void nobodyElseIsBelieved() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture.route(Fixture.section(server.port()).acceptProxyProtocolFrom("127.0.0.9"));
    ScriptedClient liar = proxy("127.0.0.8", route);
    liar.send(bytes(LINE));

    assertThat(liar.readGreeting()).isEqualTo(server.version());
    Packets.Packet error = liar.read();
    assertThat(error.errorCode()).isEqualTo(1043);
    fixture.told.await("closed HANDSHAKE_ERROR");
    assertThat(fixture.told.closedConnections().get(0).client())
        .isEqualTo(liar.socket().getLocalSocketAddress());
  }

  @Test
  void aProxyWithoutAHeaderIsTurnedAway() throws Exception {
    ScriptedServer server = fixture.server();
    RoutingSectionBuilder section =
        Fixture.section(server.port())
            .acceptProxyProtocolFrom("127.0.0.9")
            .clientConnectTimeout(Duration.ofMillis(300));
    Route route = fixture.route(section);

    ScriptedClient silent = proxy("127.0.0.9", route);
    assertThat(silent.read().errorText())
        .isEqualTo("Bad handshake: no PROXY protocol header in time");
    fixture.told.await("refused BAD_PROXY_HEADER");
    ScriptedClient direct = proxy("127.0.0.9", route);
    direct.send(Packets.login(1, "app"));
    assertThat(direct.read().errorText()).isEqualTo("Bad handshake: no PROXY protocol header");
    proxy("127.0.0.9", route).close();
    assertThat(route.status().refusals()).containsEntry(RefusalReason.BAD_PROXY_HEADER, 2L);
    assertThat(server.accepted()).isZero();
    assertThat(route.status().blockedClients()).isEmpty();
  }

  @Test
  void aServerIsToldFirst() throws Exception {
    assertThat(firstLineFor(ProxyProtocol.V1))
        .matches("PROXY TCP4 127\\.0\\.0\\.9 127\\.0\\.0\\.1 \\d+ \\d+\r\n");
    String binary = firstLineFor(ProxyProtocol.V2);
    assertThat(BaseEncoding.base16().encode(bytes(binary)))
        .startsWith("0D0A0D0A000D0A515549540A2111000C" + "7F0000097F000001")
        .hasSize(56);
  }

  /** What a server hears before it has said a word. */
  private String firstLineFor(ProxyProtocol protocol) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Route route =
          fixture.route(Fixture.section(server.getLocalPort()).sendProxyProtocol(protocol));
      ScriptedClient client = proxy("127.0.0.9", route);
      try (Socket accepted = server.accept()) {
        accepted.setSoTimeout(30_000);
        return read(accepted, protocol == ProxyProtocol.V2 ? 28 : 0);
      } finally {
        client.close();
      }
    }
  }

  private static String read(Socket from, int length) throws IOException {
    InputStream in = from.getInputStream();
    StringBuilder seen = new StringBuilder();
    while (length > 0 ? seen.length() < length : !seen.toString().endsWith("\n")) {
      seen.append((char) in.read());
    }
    return seen.toString();
  }

  @Test
  void unixClientsHealthChecksAndChannelsOfThisProcessHaveNoAddress() throws Exception {
    Path path = directory.resolve("router.sock");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Route route =
          fixture.route(
              Fixture.section(server.getLocalPort())
                  .bind(path)
                  .sendProxyProtocol(ProxyProtocol.V1)
                  .health(HealthCheck.DEFAULT));
      try (Socket probe = server.accept()) {
        assertThat(read(probe, 0)).isEqualTo("PROXY UNKNOWN\r\n");
      }
      try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
          Socket accepted = server.accept()) {
        assertThat(client.isConnected()).isTrue();
        assertThat(read(accepted, 0)).isEqualTo("PROXY UNKNOWN\r\n");
      }
      try (SocketChannel channel = route.connect();
          Socket accepted = server.accept()) {
        assertThat(channel.isConnected()).isTrue();
        assertThat(read(accepted, 0)).isEqualTo("PROXY UNKNOWN\r\n");
      }
    }
  }

  @Test
  void theNetworksAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixture.section(1).acceptProxyProtocolFrom("10.0.0.1/8"))
        .withMessageContaining("did you mean '10.0.0.0/8'?");
  }
}

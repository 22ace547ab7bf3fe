package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in, by network. */
class AccessTest {

  private final Fixture fixture = new Fixture();
  @TempDir Path directory;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private ScriptedClient from(String address, Route route) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    return fixture.keep(
        ScriptedClient.over(new Socket(here, route.port(), InetAddress.getByName(address), 0)));
  }

  @Test
  void aClientOfNoAllowedNetworkHearsWhy() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).allow("127.1.0.0/16", "fd00::/8"));

    Packets.Packet error = from("127.0.0.9", route).read();
    assertThat(error.errorCode()).isEqualTo(1130);
    assertThat(error.errorText())
        .isEqualTo("Host '127.0.0.9' is not allowed to connect to this MySQL Router");
    fixture.told.await("refused NOT_ALLOWED");
    assertThat(from("127.1.2.3", route).readGreeting()).isEqualTo(server.version());
    assertThat(route.status().refusals())
        .containsEntry(RefusalReason.NOT_ALLOWED, 1L)
        .containsEntry(RefusalReason.CLIENT_BLOCKED, 0L)
        .hasSize(RefusalReason.values().length);
    assertThat(route.status().refusedConnections()).isEqualTo(1);
    assertThat(server.accepted()).isEqualTo(1);
  }

  @Test
  void denyWinsAndAnUpdateIsInForceAtOnce() throws Exception {
    ScriptedServer server = fixture.server();
    RoutingSectionBuilder section = Fixture.section(server.port());
    Route route = fixture.route(section.allow("127.0.0.0/8").deny("127.0.0.9"));
    ScriptedClient old = fixture.keep(ScriptedClient.loggedIn(from("127.0.0.8", route).socket()));

    assertThat(from("127.0.0.9", route).read().errorCode()).isEqualTo(1130);
    RoutingSection changed = route.section().toBuilder().deny("127.0.0.8/29").build();
    route.update(changed);
    assertThat(from("127.0.0.9", route).read().errorCode()).isEqualTo(1130);
    assertThat(from("127.0.0.7", route).readGreeting()).isEqualTo(server.version());
    assertThat(old.echo("sessions stay")).isEqualTo("sessions stay");
    assertThat(changed.toBuilder().build().deny()).containsExactly(Network.parse("127.0.0.8/29"));
  }

  @Test
  void aClientOfAUnixSocketHasNoAddressAndMayComeIn() throws Exception {
    ScriptedServer server = fixture.server();
    Path path = directory.resolve("router.sock");
    fixture.route(Fixture.section(server.port()).bind(path).deny("0.0.0.0/0", "::/0"));

    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      ByteBuffer bytes = ByteBuffer.allocate(5);
      while (bytes.hasRemaining() && client.read(bytes) >= 0) {}
      assertThat(bytes.get(4)).as("a greeting").isEqualTo((byte) 10);
    }
  }

  @Test
  void theListsAreChecked() {
    RoutingSectionBuilder twice = Fixture.section(1).allow("10.0.0.0/8", "10.0.0.0/8");
    assertThatIllegalArgumentException()
        .isThrownBy(twice::build)
        .withMessage("section 'rw': allow: network 10.0.0.0/8 stands twice");
    String[] networks =
        IntStream.rangeClosed(0, SectionRules.MAX_NETWORKS)
            .mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
            .toArray(String[]::new);
    RoutingSectionBuilder many = Fixture.section(1).deny(networks);
    assertThatIllegalArgumentException()
        .isThrownBy(many::build)
        .withMessage("section 'rw': number of networks in deny is 257; 0 to 256");
  }
}

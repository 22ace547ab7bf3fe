package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections that listen on a unix socket. */
class UnixSocketTest {

  private final Fixture fixture = new Fixture();

  @TempDir Path directory;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private static int firstByteFrom(Path socket) throws IOException {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer bytes = ByteBuffer.allocate(5);
      while (bytes.hasRemaining() && client.read(bytes) >= 0) {}
      return bytes.get(4);
    }
  }

  @Test
  void bothKindsAtOnceAndTheFileGoesAtTheEnd() throws Exception {
    ScriptedServer server = fixture.server();
    Path socket = directory.resolve("router.sock");
    Router router =
        fixture.start(
            Router.builder().section(Fixture.section(server.port()).bind(socket).build()));

    assertThat(firstByteFrom(socket)).isEqualTo(10);
    assertThat(fixture.whoAnswers(router.route("rw"))).isEqualTo(server.version());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rwxrwxrwx");
    router.close();
    assertThat(socket).doesNotExist();
  }

  @Test
  void aStaleFileIsReplacedAndALivingOneIsNot() throws Exception {
    ScriptedServer server = fixture.server();
    Path socket = directory.resolve("router.sock");
    RoutingSection section = Fixture.section(server.port()).bind(socket).build();
    ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    other.bind(UnixDomainSocketAddress.of(socket));

    assertThatThrownBy(() -> Router.of(section).start())
        .isInstanceOf(RouterException.class)
        .hasMessageContaining("unix:" + socket)
        .hasMessageContaining("in use");
    other.close();
    assertThat(socket).exists();
    fixture.start(Router.builder().section(section));
    assertThat(firstByteFrom(socket)).isEqualTo(10);
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws Exception {
    Path file = Files.writeString(directory.resolve("precious"), "data");
    RoutingSection section = Fixture.section(ScriptedServer.unusedPort()).bind(file).build();

    assertThatThrownBy(() -> Router.of(section).start())
        .isInstanceOf(RouterException.class)
        .hasMessageContaining("no socket");
    assertThat(file).hasContent("data");
  }
}

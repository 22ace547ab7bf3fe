package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Await;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A router without file descriptors waits quietly, blames no server, and comes back. */
@Tag("real")
class FileDescriptorsProof {

  private static final int CLIENTS = 60;
  private static final Duration WATCHED = Duration.ofSeconds(2);
  private static final Duration MOST_PROCESSOR_TIME = Duration.ofMillis(400);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * With one the last client is not accepted; with the other it is, but no server can be dialled.
   */
  @ParameterizedTest
  @ValueSource(ints = {80, 81})
  void survivesWithoutDescriptors(int descriptors) throws Exception {
    List<ScriptedClient> loggedIn = new ArrayList<>();
    List<Socket> waiting = new ArrayList<>();
    try (LoginServer server = new LoginServer();
        ChildRouter router = ChildRouter.start(descriptors, server.port(), "-Xmx64m")) {
      try {
        exhaust(descriptors, router, loggedIn);
        // More of them knock than it could ever let in, and stay.
        for (int i = 0; i < CLIENTS; i++) {
          waiting.add(new Socket(InetAddress.getLoopbackAddress(), router.port()));
        }
        assertThat(processorTimeOfWaiting(router)).isLessThan(MOST_PROCESSOR_TIME);
        assertThat(router.status("state")).isEqualTo("UP");
        Figure.print("out of descriptors: " + router.status());
        assertThat(loggedIn.get(0).socket().isClosed()).isFalse();
      } finally {
        loggedIn.forEach(ScriptedClient::close);
        for (Socket socket : waiting) {
          socket.close();
        }
      }
      long left = System.nanoTime();
      assertThat(Await.until(LIMIT, () -> serves(router))).as("serves again").isTrue();
      Figure.print("serves again %d ms after the clients left".formatted(Figure.millisSince(left)));
      assertThat(Await.until(LIMIT, () -> router.active() == 0)).as("all have left").isTrue();
    }
  }

  /** Logs clients in until one is turned away or not answered any more. */
  private static void exhaust(int descriptors, ChildRouter router, List<ScriptedClient> clients)
      throws IOException {
    while (clients.size() < CLIENTS) {
      ScriptedClient client = ScriptedClient.connect(router.port());
      clients.add(client);
      client.socket().setSoTimeout(1000);
      try {
        client.readGreeting();
      } catch (IOException e) {
        Figure.print(
            "%d descriptors: %d clients are served, the next one gets: %s"
                .formatted(descriptors, clients.size() - 1, e.getMessage()));
        return;
      }
      client.send(Packets.login(1, "app"));
      assertThat(client.read().first()).isZero();
    }
    throw new AssertionError("not out of descriptors with " + CLIENTS + " clients");
  }

  private static Duration processorTimeOfWaiting(ChildRouter router) {
    Duration before = router.processorTime();
    long start = System.nanoTime();
    boolean ended = Await.until(WATCHED, () -> !ProcessHandle.of(router.pid()).isPresent());
    assertThat(ended).isFalse();
    Duration used = router.processorTime().minus(before);
    Figure.print(
        "out of descriptors: %d ms of processor time in %d ms"
            .formatted(used.toMillis(), Figure.millisSince(start)));
    return used;
  }

  private static boolean serves(ChildRouter router) {
    try (ScriptedClient client = ScriptedClient.loggedIn(router.port())) {
      return client.socket().isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}

package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Await;
import io.viprouter.testkit.ScriptedClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session that only waits costs next to nothing. */
@Tag("real")
class IdleMemoryProof {

  private static final int SESSIONS = 5_000;
  private static final int WARM_UP = 200;

  /** Two for each session, and what a JVM has open. */
  private static final int DESCRIPTORS = 2 * SESSIONS + 500;

  private static final long MOST_BYTES = 4096;

  /** Tables that have grown stay so. */
  private static final long MOST_LEFT = 100 * SESSIONS;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void idleSessionsHoldNoBuffers() throws Exception {
    List<ScriptedClient> clients = new ArrayList<>();
    try (LoginServer server = new LoginServer();
        ChildRouter router = ChildRouter.start(DESCRIPTORS, server.port(), "-Xmx256m")) {
      try {
        logIn(WARM_UP, router.port(), clients);
        leave(router, clients);
        long before = router.heap();

        logIn(SESSIONS, router.port(), clients);
        assertThat(router.active()).isEqualTo(SESSIONS);
        assertThat(router.status("buffers")).isEqualTo("0");
        long perSession = (router.heap() - before) / SESSIONS;
        Figure.print(
            "%d idle sessions: %d bytes of heap each (heap %d bytes without, %d with)"
                .formatted(SESSIONS, perSession, before, before + perSession * SESSIONS));
        assertThat(perSession).isBetween(1L, MOST_BYTES);

        leave(router, clients);
        assertThat(Await.until(LIMIT, () -> router.heap() - before < MOST_LEFT))
            .as("heap comes back when all have left")
            .isTrue();
        Figure.print(
            "%d bytes of heap more than before, after all have left"
                .formatted(router.heap() - before));
      } finally {
        clients.forEach(ScriptedClient::close);
      }
    }
  }

  private static void logIn(int count, int port, List<ScriptedClient> clients) throws IOException {
    for (int i = 0; i < count; i++) {
      clients.add(ScriptedClient.loggedIn(port));
    }
  }

  private static void leave(ChildRouter router, List<ScriptedClient> clients) {
    clients.forEach(ScriptedClient::close);
    clients.clear();
    assertThat(Await.until(LIMIT, () -> router.active() == 0)).as("all have left").isTrue();
  }
}

package io.viprouter.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Router;
import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import org.junit.jupiter.api.Test;

class EmbeddedRouterTest {

  private final RecordingListener events = new RecordingListener();

  @Test
  void tellsWhereAConnectionWent() throws Exception {
    String gone = "127.0.0.1:" + ScriptedServer.unusedPort();
    try (ScriptedServer server = ScriptedServer.greeting();
        Router router = EmbeddedRouter.start(events, gone, "127.0.0.1:" + server.port());
        ScriptedClient client = ScriptedClient.connect(router.route("rw").port())) {
      assertThat(client.readGreeting()).isEqualTo(server.version());

      events.await("moved " + gone + " -> 127.0.0.1:" + server.port());
      events.await("opened 127.0.0.1:" + server.port());
    }
  }

  @Test
  void startsWhenNoServerIsThere() {
    try (Router router = EmbeddedRouter.start(events, "127.0.0.1:" + ScriptedServer.unusedPort())) {
      assertThat(router.route("rw").status().listening()).isTrue();
    }
  }
}

package io.viprouter.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.core.Strategy;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A unit test with routing inside: port 0, several routers in one JVM, nothing to clean up but what
 * {@code try} closes. A few milliseconds each.
 */
class RoutingInAUnitTest {

  @Test
  void survivesFailover() throws IOException {
    try (ScriptedServer a = ScriptedServer.greeting();
        ScriptedServer b = ScriptedServer.greeting();
        Router router = Router.of(section(Strategy.FIRST_AVAILABLE, a, b)).start()) {
      assertThat(greetingOf(router)).isEqualTo(a.version());

      crash(a);

      assertThat(greetingOf(router)).isEqualTo(b.version());
    }
  }

  @Test
  void takesTurns() throws IOException {
    try (ScriptedServer a = ScriptedServer.greeting();
        ScriptedServer b = ScriptedServer.greeting();
        Router router = Router.of(section(Strategy.ROUND_ROBIN, a, b)).start()) {
      assertThat(List.of(greetingOf(router), greetingOf(router)))
          .containsExactlyInAnyOrder(a.version(), b.version());
    }
  }

  @Test
  void routersDoNotKnowEachOther() throws IOException {
    try (ScriptedServer a = ScriptedServer.greeting();
        ScriptedServer b = ScriptedServer.greeting();
        Router one = Router.of(section(Strategy.FIRST_AVAILABLE, a)).start();
        Router two = Router.of(section(Strategy.FIRST_AVAILABLE, b)).start()) {
      assertThat(greetingOf(one)).isEqualTo(a.version());
      assertThat(greetingOf(two)).isEqualTo(b.version());
    }
  }

  private static RoutingSection section(Strategy strategy, ScriptedServer... servers) {
    RoutingSectionBuilder section =
        RoutingSection.builder("rw").bind("127.0.0.1", 0).strategy(strategy);
    for (ScriptedServer server : servers) {
      section.destination("127.0.0.1", server.port());
    }
    return section.build();
  }

  private static String greetingOf(Router router) throws IOException {
    try (ScriptedClient client = ScriptedClient.connect(router.route("rw").port())) {
      return client.readGreeting();
    }
  }

  private static void crash(ScriptedServer server) {
    server.close();
  }
}

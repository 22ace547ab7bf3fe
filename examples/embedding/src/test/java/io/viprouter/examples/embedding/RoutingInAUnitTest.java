package io.viprouter.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.core.Strategy;
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
    try (GreetingServer a = new GreetingServer("a");
        GreetingServer b = new GreetingServer("b");
        Router router = Router.of(section(Strategy.FIRST_AVAILABLE, a, b)).start()) {
      a.stop();

      assertThat(GreetingServer.versionAt(router.route("rw").port())).isEqualTo("b");
    }
  }

  @Test
  void takesTurns() throws IOException {
    try (GreetingServer a = new GreetingServer("a");
        GreetingServer b = new GreetingServer("b");
        Router router = Router.of(section(Strategy.ROUND_ROBIN, a, b)).start()) {
      int port = router.route("rw").port();

      assertThat(List.of(GreetingServer.versionAt(port), GreetingServer.versionAt(port)))
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void routersDoNotKnowEachOther() throws IOException {
    try (GreetingServer a = new GreetingServer("a");
        GreetingServer b = new GreetingServer("b");
        Router one = Router.of(section(Strategy.FIRST_AVAILABLE, a)).start();
        Router two = Router.of(section(Strategy.FIRST_AVAILABLE, b)).start()) {
      assertThat(GreetingServer.versionAt(one.route("rw").port())).isEqualTo("a");
      assertThat(GreetingServer.versionAt(two.route("rw").port())).isEqualTo("b");
    }
  }

  private static RoutingSection section(Strategy strategy, GreetingServer... servers) {
    RoutingSectionBuilder section =
        RoutingSection.builder("rw").bind("127.0.0.1", 0).strategy(strategy);
    for (GreetingServer server : servers) {
      section.destination(Destination.parse(server.address()));
    }
    return section.build();
  }
}

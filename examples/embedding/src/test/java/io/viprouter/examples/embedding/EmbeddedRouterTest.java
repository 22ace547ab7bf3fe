package io.viprouter.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Connection;
import io.viprouter.core.Destination;
import io.viprouter.core.Router;
import io.viprouter.core.RouterListener;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmbeddedRouterTest {

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  private final RouterListener listener =
      new RouterListener() {
        @Override
        public void connectionOpened(Connection connection) {
          events.add("opened " + connection.destination().orElseThrow());
        }

        @Override
        public void currentDestinationChanged(String section, Destination from, Destination to) {
          events.add("from " + from + " to " + to);
        }
      };

  @Test
  void tellsWhereAConnectionWent() throws Exception {
    try (GreetingServer first = new GreetingServer("one");
        GreetingServer second = new GreetingServer("two");
        Router router = EmbeddedRouter.start(listener, first.address(), second.address())) {
      int port = router.route("rw").port();

      assertThat(GreetingServer.versionAt(port)).isEqualTo("one");
      assertThat(nextEvent()).isEqualTo("opened " + first.address());

      first.stop();
      assertThat(GreetingServer.versionAt(port)).isEqualTo("two");
      assertThat(nextEvent()).isEqualTo("from " + first.address() + " to " + second.address());
      assertThat(nextEvent()).isEqualTo("opened " + second.address());
    }
  }

  @Test
  void programStartsOnServersThatAreNotThere() throws IOException {
    String nobody;
    try (GreetingServer gone = new GreetingServer("gone")) {
      nobody = gone.address();
    }
    try (Router router = EmbeddedRouter.start(listener, nobody)) {
      assertThat(router.route("rw").status().listening()).isTrue();
    }
  }

  private String nextEvent() throws InterruptedException {
    return String.valueOf(events.poll(10, TimeUnit.SECONDS));
  }
}

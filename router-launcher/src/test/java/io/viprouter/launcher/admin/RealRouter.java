package io.viprouter.launcher.admin;

import io.viprouter.core.DestinationStatus;
import io.viprouter.core.Mode;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A router over two servers, for a page to show. Confined to one test. */
final class RealRouter implements AutoCloseable {
  private final EventLog events = new EventLog(Instant::now);
  private final Router router;

  RealRouter(ScriptedServer first, ScriptedServer second) {
    router =
        Router.builder()
            .section(
                RoutingSection.builder("rw")
                    .bind("127.0.0.1", 0)
                    .mode(Mode.READ_WRITE)
                    .destination("127.0.0.1", first.port())
                    .destination("127.0.0.1", second.port())
                    .build())
            .listener(events)
            .build()
            .start();
  }

  Operations operations() {
    return new RouterOperations(
        new Snapshot.Identity("router-a", "host", "0.1.0", 1, Instant.now()),
        Running.of(router, Map::of),
        events,
        by -> new Answer(false, "nothing has changed"));
  }

  String current() {
    return router.route("rw").status().destinations().stream()
        .filter(DestinationStatus::current)
        .map(status -> status.destination().toString())
        .findFirst()
        .orElse("none");
  }

  Route route(String section) {
    return router.route(section);
  }

  /** One client meets the first while it hangs up, and goes on to the second. */
  void failOver(ScriptedServer first, String to) throws IOException {
    first.follow(ScriptedServer.Script.HANG_UP);
    try (ScriptedClient client = ScriptedClient.connect(router.route("rw").port())) {
      client.readGreeting();
    }
    first.follow(ScriptedServer.Script.GREET);
    Eventually.is(to, this::current);
    Eventually.holds(
        "the first is well again",
        () -> router.route("rw").status().destinations().get(0).failures() == 0);
  }

  @Override
  public void close() {
    router.close();
  }
}

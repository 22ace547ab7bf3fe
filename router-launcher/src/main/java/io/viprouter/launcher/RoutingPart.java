package io.viprouter.launcher;

import io.viprouter.core.Router;
import java.time.Duration;

/** The routing sections. Thread-safe, as the router is. */
final class RoutingPart implements Part {

  private final Router router;

  RoutingPart(Router router) {
    this.router = router;
  }

  @Override
  public void start() {
    router.start();
  }

  @Override
  public boolean drain(Duration grace) {
    return router.drain(grace);
  }

  @Override
  public void close() {
    router.close();
  }
}

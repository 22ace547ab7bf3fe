package io.viprouter.launcher;

import io.viprouter.core.Router;
import io.viprouter.launcher.config.Settings;
import java.time.Duration;

/** The routing sections. Thread-safe, as the router is. */
final class RoutingPart implements Part {

  private final Router router;
  private final Joint joint;
  private final Settings settings;

  /**
   * Makes it.
   *
   * @param router to be started
   * @param joint told of every section
   * @param settings holds the sections that the router was made of
   */
  RoutingPart(Router router, Joint joint, Settings settings) {
    this.router = router;
    this.joint = joint;
    this.settings = settings;
  }

  @Override
  public void start() {
    router.start();
    settings.sections().forEach(section -> joint.define(Assembly.section(section)));
  }

  @Override
  public boolean drain(Duration grace) {
    return router.drain(grace);
  }

  @Override
  public void close() {
    router.close();
    joint.close();
  }
}

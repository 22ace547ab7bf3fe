package io.viprouter.launcher;

import io.viprouter.core.Router;
import io.viprouter.core.RouterBuilder;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.launcher.config.Settings;
import java.util.List;

/** Makes of settings what the libraries run. Stateless. */
final class Assembly {

  private Assembly() {}

  /**
   * The definition of one section.
   *
   * @throws IllegalArgumentException if the library has a rule that the settings break
   */
  static RoutingSection section(Settings.Section from) {
    RoutingSectionBuilder builder =
        RoutingSection.builder(from.name())
            .binds(from.binds())
            .mode(from.mode())
            .strategy(from.strategy())
            .destinations(from.destinations())
            .fallback(from.fallback())
            .connectTimeout(from.timeouts().connect())
            .clientConnectTimeout(from.timeouts().clientConnect())
            .idleTimeout(from.timeouts().idle())
            .maxConnections(from.limits().connections())
            .maxConnectErrors(from.limits().connectErrors())
            .connectErrorsExpire(from.limits().connectErrorsExpire())
            .keepAlive(from.keepAlive())
            .health(from.health());
    return builder.build();
  }

  /** What is to be started, in that order; it is stopped in the opposite one. */
  static List<Part> parts(Settings settings) {
    RouterBuilder router =
        Router.builder()
            .ioThreads(settings.process().ioThreads())
            .maxTotalConnections(settings.process().maxTotalConnections());
    settings.sections().forEach(section -> router.section(section(section)));
    return List.of(new RoutingPart(router.build()));
  }
}

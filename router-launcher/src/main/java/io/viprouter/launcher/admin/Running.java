package io.viprouter.launcher.admin;

import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.vrrp.VirtualRouter;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What runs in this process. Thread-safe if its suppliers are.
 *
 * @param router runs the sections
 * @param definitions the sections as they are written, by name: the one in force may lack an
 *     address that is elsewhere now
 * @param virtualRouters those that run now by name, in the order of the configuration
 */
public record Running(
    Router router,
    Supplier<Map<String, RoutingSection>> definitions,
    Supplier<Map<String, VirtualRouter>> virtualRouters) {

  /**
   * A router and virtual routers that have nothing to do with each other.
   *
   * @param router runs the sections
   * @param virtualRouters those that run now by name
   * @return both
   */
  public static Running of(Router router, Supplier<Map<String, VirtualRouter>> virtualRouters) {
    return new Running(
        router,
        () -> router.routes().stream().collect(Collectors.toMap(Route::name, Route::section)),
        virtualRouters);
  }
}

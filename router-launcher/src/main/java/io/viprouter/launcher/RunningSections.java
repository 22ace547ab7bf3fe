package io.viprouter.launcher;

import static java.util.Objects.requireNonNull;

import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sections of a router, which is known only after the joint that listens to it. Thread-safe.
 */
final class RunningSections implements Sections {

  private static final Logger log = LoggerFactory.getLogger(RunningSections.class);

  private volatile @Nullable Router router;

  /** Tells the router; before anything else. */
  void router(Router made) {
    router = made;
  }

  @Override
  public void update(RoutingSection section) {
    requireNonNull(router).route(section.name()).update(section);
  }

  @Override
  public boolean usable(String section) {
    return requireNonNull(router).route(section).status().usable();
  }

  @Override
  public void disconnect(InetAddress address) {
    for (Route route : requireNonNull(router).routes()) {
      try {
        int closed = route.disconnect(address);
        if (closed > 0) {
          log.info(
              "[routing:{}] closed {} sessions of {}, which leaves this host",
              route.name(),
              closed,
              address.getHostAddress());
        }
      } catch (IllegalStateException e) {
        log.debug("[routing:{}] has gone meanwhile", route.name(), e);
      }
    }
  }
}

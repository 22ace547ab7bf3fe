package io.viprouter.examples.embedding;

import io.viprouter.core.Connection;
import io.viprouter.core.Destination;
import io.viprouter.core.Router;
import io.viprouter.core.RouterListener;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import java.util.concurrent.CountDownLatch;

/** A router in a program of one's own, and what it tells. Stateless. */
public final class EmbeddedRouter {

  private EmbeddedRouter() {}

  /**
   * Routes any free port to the first server that answers, until the program is ended.
   *
   * @param servers {@code host:port}, the preferred one first
   */
  public static void main(String[] servers) throws InterruptedException {
    try (Router router = start(new Printer(), servers)) {
      System.out.println("connect to 127.0.0.1:" + router.route("rw").port());
      new CountDownLatch(1).await();
    }
  }

  static Router start(RouterListener listener, String... servers) {
    RoutingSectionBuilder section = RoutingSection.builder("rw").bind("127.0.0.1", 0);
    for (String server : servers) {
      section.destination(Destination.parse(server));
    }
    return Router.builder().section(section.build()).listener(listener).build().start();
  }

  /** Is called on the router's own threads: it must not wait for anything. */
  private static final class Printer implements RouterListener {

    @Override
    public void connectionOpened(Connection connection) {
      System.out.println("opened " + connection);
    }

    @Override
    public void currentDestinationChanged(String section, Destination from, Destination to) {
      System.out.println(section + " goes from " + from + " to " + to);
    }
  }
}

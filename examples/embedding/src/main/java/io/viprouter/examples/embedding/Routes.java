package io.viprouter.examples.embedding;

import io.viprouter.core.Route;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Routes by name, for the socket factories of JDBC drivers. Thread-safe. A driver makes its factory
 * from a class name in the URL, so the factory can be given nothing but more text of the URL; this
 * is where it turns that text into a route.
 */
public final class Routes {

  private static final ConcurrentMap<String, Route> BY_NAME = new ConcurrentHashMap<>();

  private Routes() {}

  /**
   * A name that is known until this is closed.
   *
   * @param name what stands in URLs as {@code route=}
   * @param route where it leads
   */
  public record Registration(String name, Route route) implements AutoCloseable {
    @Override
    public void close() {
      BY_NAME.remove(name, route);
    }
  }

  /**
   * Makes a route known under its own name.
   *
   * @param route of a running router
   * @return what to close when the router is closed
   * @throws IllegalStateException if another has that name
   */
  public static Registration register(Route route) {
    if (BY_NAME.putIfAbsent(route.name(), route) != null) {
      throw new IllegalStateException("a route '" + route.name() + "' is registered already");
    }
    return new Registration(route.name(), route);
  }

  /** Connects to the server the route picks; no proxy in between. */
  static Socket connect(String name) throws IOException {
    Route route = BY_NAME.get(name);
    if (route == null) {
      throw new IOException("no route '" + name + "' is registered");
    }
    return route.connect().socket();
  }
}

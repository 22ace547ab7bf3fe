package io.viprouter.examples.bench.subject;

import java.util.Locale;

/**
 * Where a proxy is to listen for one server, both at the loopback address. Immutable.
 *
 * @param backend which server
 * @param port where the proxy listens
 * @param backendPort where the server listens
 */
public record Link(Backend backend, int port, int backendPort) {

  /** The loopback address, of both ends. */
  public static final String HOST = "127.0.0.1";

  /**
   * The server's name in a configuration.
   *
   * @return in lower case
   */
  String name() {
    return backend.name().toLowerCase(Locale.ROOT);
  }
}

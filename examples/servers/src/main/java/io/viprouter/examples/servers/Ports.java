package io.viprouter.examples.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks ports for servers. Thread-safe. Not by asking the system for any free one: those come from
 * the range of outgoing connections, and one of these could hold the port while the server is down
 * for a restart.
 */
public final class Ports {

  private static final int LOWEST = 15_000;
  private static final int BEYOND = 32_000;
  private static final int ATTEMPTS = 200;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port nobody listens on; never the same twice in one JVM.
   *
   * @param address where to listen
   * @return the port
   */
  public static int free(String address) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (isFree(address, port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new ServerException("no free port at " + address);
  }

  /**
   * Whether one could listen there now.
   *
   * @param address where to listen
   * @param port 1 to 65535
   * @return false if it is taken
   */
  public static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

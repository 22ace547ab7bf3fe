package io.viprouter.testkit;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.Destination;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.RouterListener;
import java.net.SocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Writes down what a router tells, one line each, and lets a test wait for a line. Thread-safe. */
public final class RecordingListener implements RouterListener {

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Queue<Connection> closed = new ConcurrentLinkedQueue<>();

  /**
   * Takes lines until one begins so.
   *
   * @return the line
   */
  public String await(String beginning) throws InterruptedException {
    return await(line -> line.startsWith(beginning), beginning);
  }

  /** Takes lines until so many began so. */
  public void awaitTimes(String beginning, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      await(beginning);
    }
  }

  /** Connections that have ended. */
  public List<Connection> closedConnections() {
    return List.copyOf(closed);
  }

  /** Lines that nobody has taken yet. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private String await(Predicate<String> wanted, String what) throws InterruptedException {
    while (true) {
      String line = lines.poll(30, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("never told: " + what);
      }
      if (wanted.test(line)) {
        return line;
      }
    }
  }

  @Override
  public void sectionStarted(String section, List<SocketAddress> addresses) {
    lines.add("started " + section);
  }

  @Override
  public void sectionStopped(String section) {
    lines.add("stopped " + section);
  }

  @Override
  public void connectionOpened(Connection connection) {
    lines.add("opened " + connection.destination().orElseThrow());
  }

  @Override
  public void connectionClosed(Connection connection, CloseReason reason) {
    closed.add(connection);
    lines.add("closed " + reason);
  }

  @Override
  public void connectionRefused(String section, SocketAddress client, RefusalReason reason) {
    lines.add("refused " + reason);
  }

  @Override
  public void destinationQuarantined(String section, Destination destination, String cause) {
    lines.add("quarantined " + destination + ": " + cause);
  }

  @Override
  public void sectionUsable(String section, boolean usable, String cause) {
    lines.add((usable ? "usable " : "unusable ") + section + ": " + cause);
  }

  @Override
  public void destinationRestored(String section, Destination destination) {
    lines.add("restored " + destination);
  }

  @Override
  public void currentDestinationChanged(String section, Destination from, Destination to) {
    lines.add("moved " + from + " -> " + to);
  }

  @Override
  public void clientBlocked(String section, String client) {
    lines.add("blocked " + client);
  }
}

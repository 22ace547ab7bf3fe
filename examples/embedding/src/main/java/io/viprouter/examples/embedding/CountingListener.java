package io.viprouter.examples.embedding;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.Destination;
import io.viprouter.core.RefusalReason;
import io.viprouter.core.RouterListener;
import java.net.SocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Figures from events, for whatever an application watches itself with: names with labels, and
 * numbers that only grow. Thread-safe; never waits, as the router's threads demand. The labels take
 * few values: never put a client's address there.
 */
public final class CountingListener implements RouterListener {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * What was counted.
   *
   * @return by name, in alphabetical order
   */
  public Map<String, Long> counts() {
    Map<String, Long> snapshot = new TreeMap<>();
    counts.forEach((name, count) -> snapshot.put(name, count.sum()));
    return snapshot;
  }

  @Override
  public void connectionOpened(Connection connection) {
    count("opened{section=" + connection.section() + "}", 1);
  }

  @Override
  public void connectionClosed(Connection connection, CloseReason reason) {
    String section = connection.section();
    String code = reason.code(connection.state());
    count("closed{section=" + section + ",code=" + code + "}", 1);
    count("bytes{section=" + section + ",from=client}", connection.bytesFromClient());
    count("bytes{section=" + section + ",from=server}", connection.bytesFromServer());
    count("milliseconds{section=" + section + "}", connection.age().toMillis());
  }

  @Override
  public void connectionRefused(String section, SocketAddress client, RefusalReason reason) {
    count("refused{section=" + section + ",reason=" + reason + "}", 1);
  }

  @Override
  public void destinationQuarantined(String section, Destination destination, String cause) {
    count("quarantined{section=" + section + ",destination=" + destination + "}", 1);
  }

  @Override
  public void currentDestinationChanged(String section, Destination from, Destination to) {
    count("failovers{section=" + section + "}", 1);
  }

  private void count(String name, long amount) {
    counts.computeIfAbsent(name, n -> new LongAdder()).add(amount);
  }
}

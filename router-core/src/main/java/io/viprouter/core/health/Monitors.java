package io.viprouter.core.health;

import static java.util.Objects.requireNonNull;

import io.viprouter.core.Destination;
import io.viprouter.core.Monitor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of a router, one for each server that a section uses. Thread-safe: questions come
 * from the sections' home loops and never wait.
 */
public final class Monitors {

  private static final Logger log = LoggerFactory.getLogger(Monitors.class);

  /** How long the router's end waits for a session to end in order. */
  private static final long PATIENCE_MILLIS = 1000;

  private final Monitor monitor;
  private final ThreadFactory threads;
  private final Map<Destination, Watch> watches = new ConcurrentHashMap<>();
  private final Map<Object, Set<Destination>> wanted = new ConcurrentHashMap<>();

  /**
   * Makes one that has no session yet.
   *
   * @param monitor whom to ask, how often
   * @param threads makes the watches' threads
   */
  public Monitors(Monitor monitor, ThreadFactory threads) {
    this.monitor = monitor;
    this.threads = threads;
  }

  /**
   * How they ask.
   *
   * @return the definition
   */
  public Monitor monitor() {
    return monitor;
  }

  /**
   * Asks a server.
   *
   * @param destination the server
   * @param question what
   * @param told hears the answer, on the watch's thread; on the caller's if there is no session to
   *     be had
   */
  public void ask(Destination destination, Question question, Consumer<Answer> told) {
    try {
      watches.computeIfAbsent(destination, this::watch).ask(question, told);
    } catch (RuntimeException | LinkageError | AssertionError | OutOfMemoryError e) {
      log.debug("no monitor session with {}", destination, e);
      told.accept(new Answer.NoSession(e.toString()));
    }
  }

  private Watch watch(Destination destination) {
    DataSource source =
        requireNonNull(monitor.dataSources().apply(destination), "the monitor's data source");
    return new Watch(destination, source, threads);
  }

  /**
   * Which servers a section uses. Sessions with those that no section uses any more are ended, on a
   * thread made for that.
   *
   * @param user who asks for it, the same object each time
   * @param destinations its servers; none: the section has gone
   */
  public void wanted(Object user, Set<Destination> destinations) {
    if (destinations.isEmpty()) {
      wanted.remove(user);
    } else {
      wanted.put(user, Set.copyOf(destinations));
    }
    Set<Destination> all =
        wanted.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    Map<Destination, Watch> idle = new HashMap<>(watches);
    idle.keySet().removeAll(all);
    idle.forEach(
        (destination, watch) -> {
          if (watches.remove(destination, watch)) {
            Thread closer =
                threads.newThread(
                    () -> {
                      watch.leave();
                      watch.left(PATIENCE_MILLIS);
                    });
            closer.setName("router-monitor-end");
            closer.start();
          }
        });
  }

  /** Ends all sessions, those of servers that hang by cutting them off. */
  public void close() {
    watches.values().forEach(Watch::leave);
    watches.values().forEach(watch -> watch.left(PATIENCE_MILLIS));
    watches.clear();
  }
}

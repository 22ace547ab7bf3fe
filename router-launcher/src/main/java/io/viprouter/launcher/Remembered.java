package io.viprouter.launcher;

import io.viprouter.core.Destination;
import io.viprouter.core.RouterListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the current destination of each section over a restart, where there is a file for it.
 * Confined to a thread of its own, but for hearing of changes, which any thread may do.
 */
final class Remembered implements RouterListener, Part {

  private static final Logger log = LoggerFactory.getLogger(Remembered.class);

  private final Optional<StateFile> file;
  private final OneThread thread = new OneThread("router-state");
  private final Map<String, Destination> current = new TreeMap<>();

  /**
   * Makes one.
   *
   * @param path the file; empty: nothing is kept
   */
  Remembered(Optional<Path> path) {
    this.file = path.map(StateFile::new);
  }

  /** What was current at the end of the last run. */
  Map<String, Destination> read() {
    return thread.call(
        () -> {
          file.ifPresent(known -> current.putAll(known.read()));
          return Map.copyOf(current);
        });
  }

  @Override
  public void currentDestinationChanged(String section, Destination from, Destination to) {
    thread.post(
        () -> {
          current.put(section, to);
          file.ifPresent(this::write);
        });
  }

  private void write(StateFile known) {
    try {
      known.write(current);
    } catch (IOException e) {
      log.warn("the current destinations cannot be remembered: {}", e.toString());
    }
  }

  @Override
  public void start() {
    // It has heard of nothing yet.
  }

  @Override
  public boolean drain(Duration grace) {
    return true;
  }

  /** Writes what was heard before. May be called twice. */
  @Override
  public void close() {
    try {
      thread.run(() -> {});
    } catch (IllegalStateException e) {
      log.trace("closed before", e);
    }
    thread.close();
  }
}

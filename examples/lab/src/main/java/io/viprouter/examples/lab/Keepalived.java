package io.viprouter.examples.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Real keepalived on a host of the lab. Thread-safe. */
final class Keepalived implements AutoCloseable {

  private final LabProcess process;

  private Keepalived(LabProcess process) {
    this.process = process;
  }

  /**
   * Starts it; does not wait.
   *
   * @param config its configuration file
   * @param directory where its process ids are kept
   */
  static Keepalived start(Host host, Path config, Path directory) {
    return new Keepalived(
        LabProcess.start(
            host,
            List.of(
                "keepalived",
                "-n",
                "-l",
                "-D",
                "-G",
                "-P",
                "-f",
                config.toString(),
                "-p",
                directory.resolve("keepalived-" + host.name() + ".pid").toString(),
                "-r",
                directory.resolve("vrrp-" + host.name() + ".pid").toString()),
            Map.of()));
  }

  LabProcess process() {
    return process;
  }

  /** In order (SIGTERM): it gives its addresses up. */
  void stop() {
    if (process.isAlive()) {
      process.signal("TERM");
      process.awaitEnd();
    }
  }

  @Override
  public void close() {
    stop();
  }
}

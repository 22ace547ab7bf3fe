package io.viprouter.examples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged router as a process on a host of the lab. Thread-safe. */
final class Launcher implements AutoCloseable {

  /** Where its admin interface listens, on each host's own loopback. */
  static final String ADMIN = "127.0.0.1:8080";

  private static final List<String> FRUGAL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-Xshare:auto");

  private final LabProcess process;
  private final Admin admin;

  private Launcher(LabProcess process) {
    this.process = process;
    this.admin = new Admin(process.host(), ADMIN);
  }

  /** Starts it with these arguments; does not wait. */
  static Launcher start(Host host, String... arguments) {
    return start(host, List.of(), arguments);
  }

  /** The same with a program in front that becomes it, such as setpriv. */
  static Launcher start(Host host, List<String> before, String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FRUGAL);
    command.add("-jar");
    command.add(jar().toString());
    Collections.addAll(command, arguments);
    return new Launcher(LabProcess.start(host, command, Map.of()));
  }

  /** Starts it with a configuration file; does not wait. */
  static Launcher start(Host host, Path config) {
    return start(host, "-c", config.toString());
  }

  private static Path jar() {
    Path jar =
        Path.of(
                Optional.ofNullable(System.getProperty("launcher.jar"))
                    .orElse("router-launcher/target/router-launcher.jar"))
            .toAbsolutePath()
            .normalize();
    if (!Files.exists(jar)) {
      throw new UncheckedIOException(
          new IOException(jar + " is missing; make it with mvn package -DskipTests"));
    }
    return jar;
  }

  Host host() {
    return process.host();
  }

  LabProcess process() {
    return process;
  }

  Admin admin() {
    return admin;
  }

  /** Waits until it says that it is master. */
  LabProcess.Line awaitMaster() {
    return process.await("Entering MASTER STATE");
  }

  /** Changes its file, and waits for what it says to the reload (SIGHUP). */
  String reload() {
    int mark = process.mark();
    process.signal("HUP");
    return process.await(mark, "reload: ").text();
  }

  /** Asks it to stop (SIGTERM) and waits for its end; its exit status. */
  int stop() {
    process.signal("TERM");
    return process.awaitEnd();
  }

  @Override
  public void close() {
    process.close();
  }
}

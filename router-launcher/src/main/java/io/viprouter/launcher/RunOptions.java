package io.viprouter.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The flags of a run, whatever the configuration is. Confined to the main thread. */
final class RunOptions {

  @Option(
      names = {"-t", "--check"},
      description =
          "only check the configuration: silent and 0 if it is fine, else all faults and 2")
  private boolean check;

  @Option(
      names = "--probe",
      description =
          "with --check: also rehearse, connect to every destination, look at rights, interfaces and"
              + " commands; 1 if something would not work")
  private boolean probe;

  @Option(
      names = {"-v", "--verbose"},
      description =
          "say more: with --check that it is fine, with --version also JVM and system, else as"
              + " --log-level DEBUG")
  private boolean verbose;

  @Option(
      names = "--set",
      paramLabel = "path=value",
      description = "override one key, for example router.io-threads=2; repeatable")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--pid-file",
      paramLabel = "FILE",
      description = "write the process id there while running")
  private @Nullable Path pidFile;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "ERROR, WARN, INFO (if not given), DEBUG or TRACE")
  private @Nullable Level logLevel;

  boolean check() {
    return check;
  }

  boolean probe() {
    return probe;
  }

  boolean verbose() {
    return verbose;
  }

  List<String> overrides() {
    return List.copyOf(overrides);
  }

  Optional<Path> pidFile() {
    return Optional.ofNullable(pidFile);
  }

  Level logLevel() {
    return Objects.requireNonNullElse(logLevel, verbose ? Level.DEBUG : Level.INFO);
  }
}

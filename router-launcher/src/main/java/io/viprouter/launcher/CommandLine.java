package io.viprouter.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags of the program. Confined to the main thread; unchanged once parsed. */
@Command(
    name = CommandLine.NAME,
    description = "Routes MySQL connections to the right server.%n",
    customSynopsis = CommandLine.NAME + " -c FILE [-t] [-v] [--set path=value]...",
    optionListHeading = "%n",
    sortOptions = false,
    footerHeading = "%nTERM and INT stop in order, a second one at once. Exit status:%n")
final class CommandLine {

  /** What the program calls itself. */
  static final String NAME = "router-launcher";

  /** Promised for a later version, so that a script which uses one gets a plain answer. */
  private static final Set<String> NOT_YET = Set.of("import", "run", "ctl", "--probe");

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "the configuration, in HOCON; runs in the foreground until it is stopped")
  private @Nullable Path config;

  @Option(
      names = {"-t", "--check"},
      description =
          "only check the configuration: silent and 0 if it is fine, else all faults and 2")
  private boolean check;

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

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "print the version and end")
  private boolean version;

  @Option(
      names = {"-h", "-?", "--help"},
      usageHelp = true,
      description = "print this help and end")
  private boolean help;

  private CommandLine() {}

  /** The command line is wrong; the message says how. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(@Nullable String message) {
      super(message);
    }
  }

  static CommandLine parse(String... args) throws Refused {
    CommandLine flags = new CommandLine();
    try {
      parser(flags).parseArgs(args);
    } catch (ParameterException e) {
      throw new Refused(notYet(e).orElseGet(() -> String.valueOf(e.getMessage())));
    }
    if (flags.config == null && !flags.version && !flags.help) {
      throw new Refused("a configuration file is needed: -c FILE");
    }
    return flags;
  }

  /** The help text, as wide as a terminal usually is. */
  static String usage() {
    picocli.CommandLine parser = parser(new CommandLine());
    parser
        .getCommandSpec()
        .usageMessage()
        .footer(
            Arrays.stream(ExitCode.values())
                .map(code -> String.format("  %-4d%s", code.status(), code.meaning()))
                .toArray(String[]::new));
    return parser.getUsageMessage(picocli.CommandLine.Help.Ansi.OFF);
  }

  private static picocli.CommandLine parser(CommandLine flags) {
    return new picocli.CommandLine(flags)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(false);
  }

  private static Optional<String> notYet(ParameterException e) {
    if (e instanceof picocli.CommandLine.UnmatchedArgumentException unmatched) {
      String known =
          unmatched.getUnmatched().stream()
              .filter(NOT_YET::contains)
              .map(word -> "'" + word + "'")
              .collect(Collectors.joining(", "));
      return known.isEmpty()
          ? Optional.empty()
          : Optional.of(known + ": not supported yet in this version");
    }
    return Optional.empty();
  }

  /** The configuration file; there is one unless help or version is asked for. */
  Path config() {
    if (config == null) {
      throw new IllegalStateException("help and version need no configuration file");
    }
    return config;
  }

  boolean check() {
    return check;
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

  boolean version() {
    return version;
  }

  boolean help() {
    return help;
  }
}

package io.viprouter.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The flags and commands of the program. Confined to the main thread; unchanged once parsed. */
@Command(
    name = CommandLine.NAME,
    description = "Routes MySQL connections to the right server.%n",
    customSynopsis = {
      CommandLine.NAME + " -c FILE [-t [--probe]] [-v] [--set path=value]...",
      "       " + CommandLine.NAME + " import [--mysqlrouter FILE] [--keepalived FILE] [-o FILE]",
      "       " + CommandLine.NAME + " run [--mysqlrouter FILE] [--keepalived FILE]",
      "       " + CommandLine.NAME + " ctl [--url URL] status | failback S | ..."
    },
    optionListHeading = "%n",
    commandListHeading = "%nCommands; each knows --help:%n",
    sortOptions = false,
    footerHeading =
        "%nTERM and INT stop in order, a second one at once; HUP reloads. Exit status:%n")
final class CommandLine {

  /** What the program calls itself. */
  static final String NAME = "router-launcher";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "the configuration, in HOCON; runs in the foreground until it is stopped")
  private @Nullable Path config;

  @Mixin private RunOptions options = new RunOptions();

  @SuppressWarnings("unused")
  @Mixin
  private Asked asked = new Asked();

  private boolean version;
  private boolean help;
  private String misplaced = "";
  private Optional<OldFiles.Import> importing = Optional.empty();
  private Optional<OldFiles.Run> running = Optional.empty();
  private String helpOfCommand = "";

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
      flags.take(parser(flags).parseArgs(args));
    } catch (ParameterException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
    if (!flags.version && !flags.help()) {
      flags.check();
    }
    return flags;
  }

  private void take(ParseResult parsed) {
    version = parsed.isVersionHelpRequested();
    help = parsed.isUsageHelpRequested();
    if (!parsed.hasSubcommand()) {
      return;
    }
    ParseResult command = parsed.subcommand();
    Object user = command.commandSpec().userObject();
    if (command.isUsageHelpRequested()) {
      helpOfCommand = command.commandSpec().commandLine().getUsageMessage(Help.Ansi.OFF);
    }
    version |= command.isVersionHelpRequested();
    if (user instanceof OldFiles.Import found) {
      importing = Optional.of(found);
    } else if (user instanceof OldFiles.Run found) {
      running = Optional.of(found);
    }
    misplaced =
        parsed.matchedOptions().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !name.equals("--config"))
            .map(name -> misplaced(name, command.commandSpec().name()))
            .findFirst()
            .orElse("");
  }

  private static String misplaced(String option, String command) {
    return command.equals("run")
        ? option + " belongs after 'run'"
        : option + " does not go with '" + command + "'";
  }

  private void check() throws Refused {
    if (importing.isPresent() || running.isPresent()) {
      if (config != null) {
        throw new Refused("-c does not go with old files");
      }
      if (!misplaced.isEmpty()) {
        throw new Refused(misplaced);
      }
      if (oldFiles().isEmpty()) {
        throw new Refused("an old file is needed: --mysqlrouter FILE, --keepalived FILE or both");
      }
    } else if (config == null) {
      throw new Refused("a configuration file is needed: -c FILE");
    }
    if (options().probe() && !options().check()) {
      throw new Refused("--probe goes with --check");
    }
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
    return parser.getUsageMessage(Help.Ansi.OFF);
  }

  private static picocli.CommandLine parser(CommandLine flags) {
    return new picocli.CommandLine(flags)
        .addSubcommand("import", new OldFiles.Import())
        .addSubcommand("run", new OldFiles.Run())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(false);
  }

  /** The configuration file; there is one unless help, version or another command is asked for. */
  Path config() {
    if (config == null) {
      throw new IllegalStateException("this command needs no configuration file");
    }
    return config;
  }

  /** The conversion that is asked for, if one is. */
  Optional<OldFiles.Import> importing() {
    return importing;
  }

  /** Whether old files are to be run. */
  boolean runsOldFiles() {
    return running.isPresent();
  }

  /** The old files that are named. */
  OldFiles oldFiles() {
    return importing
        .map(OldFiles.Import::files)
        .or(() -> running.map(OldFiles.Run::files))
        .orElseGet(OldFiles::new);
  }

  /** The flags of the run. */
  RunOptions options() {
    return running.map(OldFiles.Run::options).orElse(options);
  }

  boolean version() {
    return version;
  }

  boolean help() {
    return help || !helpOfCommand.isEmpty();
  }

  /** The help that was asked for. */
  String helpText() {
    return helpOfCommand.isEmpty() ? usage() : helpOfCommand;
  }
}

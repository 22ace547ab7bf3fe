package io.viprouter.launcher;

import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Arguments in, exit status out. Confined to the main thread; the only caller of System.exit. */
public final class Main {

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new Main(System.out, System.err).run(args).status());
  }

  /** As {@link #main}, but comes back. */
  ExitCode run(String... args) {
    try {
      return execute(CommandLine.parse(args));
    } catch (CommandLine.Refused e) {
      complain(String.valueOf(e.getMessage()));
      err.println("Try '" + CommandLine.NAME + " --help'.");
      return ExitCode.USAGE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    } catch (RuntimeException | Error e) {
      complain("this is a bug; please report it with what follows");
      e.printStackTrace(err);
      return ExitCode.BUG;
    }
  }

  private ExitCode execute(CommandLine flags) throws InterruptedException {
    if (flags.help()) {
      out.print(CommandLine.usage());
      return ExitCode.OK;
    }
    if (flags.version()) {
      version(flags.verbose());
      return ExitCode.OK;
    }
    Problems problems = new Problems();
    Optional<Settings> settings;
    try {
      settings = settings(flags, problems);
    } catch (IOException e) {
      return unreadable(flags.config(), e);
    }
    if (settings.isEmpty()) {
      problems.lines().forEach(err::println);
      return ExitCode.USAGE;
    }
    if (!flags.check()) {
      return new Launch(flags, settings.get()).run();
    }
    if (flags.verbose()) {
      out.println(flags.config() + ": fine; sections: " + settings.get().sections().size());
    }
    return ExitCode.OK;
  }

  /** Also asks the library, which may know a rule that the reader does not. */
  private static Optional<Settings> settings(CommandLine flags, Problems problems)
      throws IOException {
    Optional<Settings> settings =
        new SettingsReader(problems).read(flags.config(), flags.overrides());
    settings.ifPresent(
        read ->
            read.sections()
                .forEach(
                    section -> {
                      try {
                        Assembly.section(section);
                      } catch (IllegalArgumentException e) {
                        problems.addToSection(
                            flags.config(), section.name(), String.valueOf(e.getMessage()));
                      }
                    }));
    return settings.filter(read -> problems.isEmpty());
  }

  private ExitCode unreadable(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      complain(file + ": there is no such file");
      return ExitCode.NO_CONFIGURATION;
    }
    if (e instanceof AccessDeniedException) {
      complain(file + ": permission to read it is denied");
      return ExitCode.NO_PERMISSION;
    }
    complain(file + ": cannot be read: " + e.getMessage());
    return ExitCode.USAGE;
  }

  private void version(boolean verbose) {
    out.println(Version.line());
    if (verbose) {
      out.println(Version.jvm());
      out.println(Version.system());
    }
  }

  private void complain(String what) {
    err.println(CommandLine.NAME + ": " + what);
  }
}

package io.viprouter.launcher;

import io.viprouter.launcher.admin.Ctl;
import io.viprouter.launcher.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.Security;
import java.util.Arrays;

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
    // Core resolves a name at each dial; the JVM's own cache would answer for half a minute.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    System.exit(new Main(System.out, System.err).run(args).status());
  }

  /** As {@link #main}, but comes back. */
  ExitCode run(String... args) {
    try {
      if (args.length > 0 && args[0].equals("ctl")) {
        int status =
            new Ctl(out, err, System.getenv()).run(Arrays.copyOfRange(args, 1, args.length));
        return ExitCode.of(status);
      }
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
      out.print(flags.helpText());
      return ExitCode.OK;
    }
    if (flags.version()) {
      version(flags.options().verbose());
      return ExitCode.OK;
    }
    try {
      return flags.importing().isPresent()
          ? new Import(out, err).run(flags.oldFiles(), flags.importing().get().output())
          : configured(flags, source(flags));
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  private SettingsSource source(CommandLine flags) {
    return flags.runsOldFiles()
        ? new LegacySource(flags.oldFiles(), flags.options().overrides(), err::println)
        : new HoconSource(flags.config(), flags.options().overrides());
  }

  private ExitCode configured(CommandLine flags, SettingsSource source)
      throws IOException, InterruptedException {
    SettingsSource.Read read = source.read();
    if (read.settings().isEmpty()) {
      read.faults().forEach(err::println);
      return ExitCode.USAGE;
    }
    Settings settings = read.settings().get();
    if (!flags.options().check()) {
      return new Launch(flags.options(), source, settings).run();
    }
    if (flags.options().probe()) {
      return new Probe(out).run(settings);
    }
    if (flags.options().verbose()) {
      out.println(
          source.words()
              + ": fine; sections: "
              + settings.sections().size()
              + ", virtual routers: "
              + settings.virtualRouters().size());
    }
    return ExitCode.OK;
  }

  private ExitCode unreadable(IOException e) {
    String file =
        e instanceof FileSystemException known ? String.valueOf(known.getFile()) : "the file";
    if (e instanceof NoSuchFileException) {
      complain(file + ": there is no such file");
      return ExitCode.NO_CONFIGURATION;
    }
    if (e instanceof AccessDeniedException) {
      complain(file + ": permission to read it is denied");
      return ExitCode.NO_PERMISSION;
    }
    String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
    complain(file + ": cannot be read: " + reason);
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

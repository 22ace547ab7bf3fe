package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code ctl}: talks to the admin interface of a running router. Confined to one thread.
 *
 * <p>Exit status: 0 done, 1 not done (refused, unknown, or nobody answers), 2 wrong usage. What was
 * asked for goes to standard output, complaints go to standard error.
 */
@Command(
    name = "ctl",
    description = "Talks to the admin interface of a running router.%n",
    subcommands = {
      CtlStatus.class,
      Ctl.Failback.class,
      Ctl.Drain.class,
      Ctl.Undrain.class,
      Ctl.Kill.class,
      Ctl.Unblock.class,
      Ctl.Release.class,
      Ctl.Reload.class
    },
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    footer = {
      "%nS is a section, D a destination host:port, VR a virtual router, IP a client's address.",
      "VIPROUTER_URL and VIPROUTER_TOKEN stand in for --url and --token; a token in the environment"
          + " does not show in the list of processes."
    })
public final class Ctl implements Callable<Integer> {

  /** Where the admin interface is by default. */
  public static final String DEFAULT_URL = "http://127.0.0.1:8080";

  /** Environment variable with the URL. */
  public static final String URL_VARIABLE = "VIPROUTER_URL";

  /** Environment variable with the token. */
  public static final String TOKEN_VARIABLE = "VIPROUTER_TOKEN";

  /** Between two looks of --watch. */
  static final Duration WATCH_INTERVAL = Duration.ofSeconds(2);

  static final int DONE = 0;
  static final int NOT_DONE = 1;
  static final int WRONG_USAGE = 2;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "where the admin interface is; " + DEFAULT_URL + " if not given")
  private @Nullable String url;

  @Option(names = "--token", paramLabel = "TOKEN", description = "as router.admin.token says")
  private @Nullable String token;

  @Option(
      names = {"-h", "-?", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "print this help and end")
  @SuppressWarnings("unused") // picocli looks at it.
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  /**
   * Makes one.
   *
   * @param out standard output
   * @param err standard error
   * @param environment the process's environment variables
   */
  public Ctl(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Parses and runs.
   *
   * @param args what stands after {@code ctl}
   * @return the exit status: 0, 1 or 2
   */
  public int run(String... args) {
    return new CommandLine(this)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(args);
  }

  /** A command is missing. */
  @Override
  public Integer call() {
    err.print(new CommandLine(this).getUsageMessage(CommandLine.Help.Ansi.OFF));
    return WRONG_USAGE;
  }

  PrintStream out() {
    return out;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Runs something that asks the router, and says what went wrong. */
  int asking(Asking asking) {
    String address = url == null ? environment.getOrDefault(URL_VARIABLE, DEFAULT_URL) : url;
    String secret = token == null ? environment.getOrDefault(TOKEN_VARIABLE, "") : token;
    try {
      return asking.ask(new CtlClient(URI.create(address), secret));
    } catch (IllegalArgumentException e) {
      err.println("ctl: --url: '" + address + "' is no URL such as " + DEFAULT_URL);
      return WRONG_USAGE;
    } catch (CtlClient.FailedException e) {
      err.println("ctl: " + e.getMessage());
      return e.wrongUsage() ? WRONG_USAGE : NOT_DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_DONE;
    }
  }

  /** Something that asks the router. */
  interface Asking {
    int ask(CtlClient client) throws CtlClient.FailedException, InterruptedException;
  }

  /** What all commands but status have in common. */
  abstract static class Change implements Callable<Integer> {
    @ParentCommand private @Nullable Ctl parent;

    /** The path and query to post to. */
    abstract String path();

    /** How long the answer may take. */
    Duration patience() {
      return CtlClient.PATIENCE;
    }

    static String section(String section, String command) {
      return "/api/v1/sections/" + CtlClient.encode(section) + "/" + command;
    }

    @Override
    public Integer call() {
      Ctl ctl = CtlStatus.known(parent);
      return ctl.asking(
          client -> {
            ctl.out().println(client.post(path(), patience()));
            return DONE;
          });
    }
  }

  @Command(
      name = "failback",
      description = "Sends new connections of a section to its first destination again.")
  static final class Failback extends Change {
    @Parameters(paramLabel = "S")
    private String section = "";

    @Option(names = "--force", description = "also when a check speaks against it")
    private boolean force;

    @Override
    String path() {
      return section(section, "failback") + (force ? "?force=true" : "");
    }

    @Override
    Duration patience() {
      return CtlClient.LONG_PATIENCE;
    }
  }

  /** What names a section and one of its destinations. */
  abstract static class OfDestination extends Change {
    @Parameters(index = "0", paramLabel = "S")
    private String section = "";

    @Parameters(index = "1", paramLabel = "D")
    private String destination = "";

    String of(String command) {
      return section(section, command) + "?destination=" + CtlClient.encode(destination);
    }
  }

  @Command(
      name = "drain",
      description = "Takes a destination out: no new connections; closes the rest at the deadline.")
  static final class Drain extends OfDestination {
    @Option(
        names = "--deadline",
        paramLabel = "TIME",
        description = "how long sessions may go on, for example 0s, 30s (if not given) or 5m")
    private @Nullable String deadline;

    @Override
    String path() {
      return of("drain") + (deadline == null ? "" : "&deadline=" + CtlClient.encode(deadline));
    }

    @Override
    Duration patience() {
      return CtlClient.LONG_PATIENCE;
    }
  }

  @Command(name = "undrain", description = "Ends a drain.")
  static final class Undrain extends OfDestination {
    @Override
    String path() {
      return of("undrain");
    }
  }

  @Command(name = "kill", description = "Closes the sessions of a destination; new ones may come.")
  static final class Kill extends OfDestination {
    @Override
    String path() {
      return of("kill");
    }
  }

  @Command(name = "unblock", description = "Ends the block of a client's address.")
  static final class Unblock extends Change {
    @Parameters(index = "0", paramLabel = "S")
    private String section = "";

    @Parameters(index = "1", paramLabel = "IP")
    private String client = "";

    @Override
    String path() {
      return section(section, "unblock") + "?client=" + CtlClient.encode(client);
    }
  }

  @Command(name = "release", description = "Hands mastership of a virtual router over, once.")
  static final class Release extends Change {
    @Parameters(paramLabel = "VR")
    private String virtualRouter = "";

    @Override
    String path() {
      return "/api/v1/virtual-routers/" + CtlClient.encode(virtualRouter) + "/release";
    }

    @Override
    Duration patience() {
      return CtlClient.LONG_PATIENCE;
    }
  }

  @Command(name = "reload", description = "Reads the configuration again, as SIGHUP does.")
  static final class Reload extends Change {
    @Override
    String path() {
      return "/api/v1/reload";
    }

    @Override
    Duration patience() {
      return CtlClient.LONG_PATIENCE;
    }
  }
}

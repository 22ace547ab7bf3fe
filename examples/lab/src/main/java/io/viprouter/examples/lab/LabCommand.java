package io.viprouter.examples.lab;

import io.viprouter.examples.servers.Flavour;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code bin/lab}. Confined to the main thread. */
@Command(
    name = "bin/lab",
    description =
        "Two routers that share a floating address, three replicated databases, a web application"
            + " and its users, each on a host of its own: a network namespace. Needs root.",
    subcommands = {CommandLine.HelpCommand.class})
public final class LabCommand {

  @Option(
      names = "--server",
      paramLabel = "SERVER",
      defaultValue = "5.7",
      scope = CommandLine.ScopeType.INHERIT,
      description = "5.7 (MySQL 5.7.22, the default), 8.0 (MySQL 8.0.31) or mariadb.")
  private String server = "5.7";

  private LabCommand() {}

  /**
   * Does what is asked.
   *
   * @param args as {@code --help} says
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new LabCommand()).execute(args);
  }

  private int guarded(Supplier<Optional<String>> more, Callable<Integer> work) throws Exception {
    Optional<String> obstacle = Requirements.missing(Flavour.of(server)).or(more);
    if (obstacle.isPresent()) {
      System.err.println(obstacle.get());
      return 1;
    }
    try {
      return work.call();
    } catch (NotTrueException e) {
      System.err.println("Not as it must be: " + e.getMessage());
      return 1;
    }
  }

  @Command(description = "Tell the story once, each line checked; exit status 0 if all holds.")
  int story(
      @Option(names = "--without-browser", description = "Leave the web application out.")
          boolean withoutBrowser)
      throws Exception {
    return guarded(
        () -> withoutBrowser ? Optional.empty() : Requirements.missingForBrowser(),
        () -> {
          Deployment.on(Flavour.of(server), deployment -> Tale.tell(deployment, !withoutBrowser));
          return 0;
        });
  }

  @Command(description = "Random faults under load for some minutes, then all is accounted for.")
  int soak(
      @Parameters(paramLabel = "MINUTES") double minutes,
      @Option(names = "--seed", description = "Repeats the faults of another run.") Long seed)
      throws Exception {
    long chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
    return guarded(
        Optional::empty,
        () -> {
          Deployment.on(
              Flavour.of(server), deployment -> new Soak(deployment, chosen).run(minutes));
          return 0;
        });
  }

  @Command(
      description =
          "How long nobody is served after each fault: this router against keepalived and MySQL"
              + " Router's rules.")
  int figures(
      @Option(names = "--runs", defaultValue = "3", description = "Of each fault; 3 by default.")
          int runs)
      throws Exception {
    return guarded(
        Optional::empty,
        () -> {
          Deployment.on(Flavour.of(server), deployment -> new Figures(deployment, runs).run());
          return 0;
        });
  }

  @Command(
      description =
          "Programs of others: sysbench while replicas fail, a large dump, and the tests that MariaDB"
              + " ships with its client library.")
  int others(
      @Option(
              names = "--seconds",
              defaultValue = "120",
              description = "Of sysbench; 120 by default, 0 leaves it out.")
          int seconds,
      @Option(
              names = "--megabytes",
              defaultValue = "500",
              description = "Of the dump; 500 by default, 0 leaves it out.")
          int megabytes)
      throws Exception {
    return guarded(
        Requirements::missingForOthers,
        () -> {
          Deployment.on(
              Flavour.of(server), deployment -> new ThirdParty(deployment).run(seconds, megabytes));
          return 0;
        });
  }

  @Command(description = "Builds the scene and keeps it until it is ended; bin/lab up runs it.")
  int keep() throws Exception {
    return guarded(
        Optional::empty,
        () -> {
          Deployment.on(
              Flavour.of(server),
              deployment -> {
                if (Requirements.missingForBrowser().isEmpty()) {
                  WebApplication.start(deployment.scene());
                }
                System.out.print(Keeper.words(deployment));
                new CountDownLatch(1).await();
              });
          return 0;
        });
  }

  @Command(description = "Removes the scene, also what a killed lab left.")
  int down() {
    return Keeper.down();
  }

  @Command(description = "Says who has the address and how both routers stand.")
  int status() {
    return Keeper.status();
  }
}

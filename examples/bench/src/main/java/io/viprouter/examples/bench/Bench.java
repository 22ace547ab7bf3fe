package io.viprouter.examples.bench;

import io.viprouter.examples.bench.figures.JsonReport;
import io.viprouter.examples.bench.figures.Results;
import io.viprouter.examples.bench.figures.Sample;
import io.viprouter.examples.bench.figures.TextReport;
import io.viprouter.examples.bench.subject.RunningTarget;
import io.viprouter.examples.bench.subject.Target;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of {@code bin/bench}. Confined to the main thread. */
@Command(
    name = "bin/bench",
    description =
        "Measures the router beside HAProxy, a small proxy on Netty and the direct way, on this"
            + " machine: queries, connects, bulk, ping-pong, idle connections.")
public final class Bench implements Callable<Integer> {

  private final Notes notes = new Notes(System.err);

  @Mixin private Options options = new Options();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this.")
  private boolean unusedHelp;

  private Bench() {}

  /**
   * Measures.
   *
   * @param args as {@code --help} says
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Bench()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Path> sysbench = Programs.find("sysbench");
    Optional<Path> haproxy = Programs.find("haproxy");
    Optional<String> obstacle =
        Flavour.MARIADB_10_11
            .missing()
            .or(() -> missing(sysbench, "sysbench"))
            .or(() -> missing(haproxy, "haproxy"))
            .or(() -> Files.isReadable(options.jar()) ? Optional.empty() : noJar());
    if (obstacle.isPresent()) {
      System.err.println(obstacle.get());
      return 1;
    }
    try {
      Plan plan = options.plan();
      List<Target> targets = Targets.of(options, haproxy.orElseThrow(), Machine.files());
      Files.createDirectories(options.output());
      Map<String, String> machine =
          Machine.describe(
              List.of(
                  List.of(haproxy.orElseThrow().toString(), "-v"),
                  List.of(sysbench.orElseThrow().toString(), "--version"),
                  List.of(Programs.find("mariadbd").orElseThrow().toString(), "--version")));
      measure(plan, targets, sysbench.orElseThrow(), machine);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    return notes.failed() ? 1 : 0;
  }

  private static Optional<String> missing(Optional<Path> program, String debianPackage) {
    return program.isPresent()
        ? Optional.empty()
        : Optional.of(debianPackage + " is missing: apt-get install " + debianPackage);
  }

  private Optional<String> noJar() {
    return Optional.of("--jar: " + options.jar() + " cannot be read");
  }

  private void measure(Plan plan, List<Target> targets, Path sysbench, Map<String, String> machine)
      throws IOException, InterruptedException {
    Budget budget = new Budget(System.nanoTime(), plan.limit());
    double loadBefore = Machine.load();
    List<Sample> samples = new ArrayList<>();
    try (Scene scene = Scene.start(options.output(), sysbench, plan)) {
      Measuring measuring = scene.measuring(plan);
      samples.addAll(idle(plan, targets, scene, measuring));
      samples.addAll(rounds(plan, targets, scene, new Run(measuring, budget)));
    }
    notes.add(
        "load average %.1f before and %.1f after; the bench itself makes 3 to 4 on two cores"
            .formatted(loadBefore, Machine.load()));
    Results results = new Results(samples);
    Path file = options.output().resolve("results.json");
    Files.writeString(file, JsonReport.of(machine, results, options.base(), notes.all()));
    machine.forEach((what, value) -> System.out.println("* " + what + ": " + value));
    notes.all().forEach(note -> System.out.println("* " + note));
    System.out.print(TextReport.of(results, options.base()));
    System.out.println("\nAll figures: " + file);
  }

  private record Run(Measuring measuring, Budget budget) {}

  private List<Sample> idle(Plan plan, List<Target> targets, Scene scene, Measuring measuring)
      throws InterruptedException {
    long files = Machine.files();
    for (int level : plan.idle()) {
      if (!Idle.fits(level, files)) {
        notes.add("idle-%d: left out, only %d descriptors a process".formatted(level, files));
      }
    }
    List<Sample> samples = new ArrayList<>();
    if (plan.idle().isEmpty()) {
      return samples;
    }
    Idle idle = new Idle(plan, measuring);
    for (Target target : targets) {
      notes.progress("idle: " + target.name());
      try {
        samples.addAll(idle.measure(target, scene.rawBackend(), options.output(), files));
      } catch (IOException e) {
        notes.failure(target.name() + " with idle connections", String.valueOf(e.getMessage()));
      }
    }
    return samples;
  }

  private List<Sample> rounds(Plan plan, List<Target> targets, Scene scene, Run run)
      throws InterruptedException {
    List<RunningTarget> running = new ArrayList<>();
    try {
      for (Target target : targets) {
        try {
          running.add(target.start(scene.backends(), options.output()));
        } catch (IOException e) {
          notes.failure(target.name() + " at its start", String.valueOf(e.getMessage()));
        }
      }
      Rounds rounds =
          new Rounds(plan, run.measuring(), run.budget(), notes, running, options.base());
      rounds.warmUp();
      return rounds.run();
    } finally {
      running.forEach(RunningTarget::close);
    }
  }
}

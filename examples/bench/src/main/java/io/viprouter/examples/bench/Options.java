package io.viprouter.examples.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code bin/bench}. Confined to the main thread. */
final class Options {

  @Option(names = "--quick", description = "Fewer cases and rounds: 3 minutes instead of 12.")
  private boolean quick;

  @Option(names = "--tiny", hidden = true, description = "Whether the bench itself works.")
  private boolean tiny;

  @Option(
      names = "--add",
      paramLabel = "NAME=COMMAND",
      description =
          "One more target. The command is run by a shell, once for each server, with {port} where"
              + " it is to listen, {bhost} and {bport} where the server is. Repeatable.")
  private List<String> added = new ArrayList<>();

  @Option(
      names = "--jvm",
      paramLabel = "NAME=OPTIONS",
      description = "The router once more, with other options for its JVM. Repeatable.")
  private List<String> jvms = new ArrayList<>();

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "NAME",
      description =
          "Only these; of direct, router, haproxy, haproxy-splice, netty, and added ones.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--cases",
      split = ",",
      paramLabel = "PREFIX",
      description =
          "Only cases whose names begin with one of these: query, connect, result, down, up, both,"
              + " pingpong, idle, or with the number of connections, such as query-16.")
  private List<String> cases = List.of("");

  @Option(names = "--rounds", paramLabel = "N", description = "At most so many rounds.")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--millis",
      paramLabel = "N",
      description = "How long one measurement goes on; for queries in whole seconds.")
  private Optional<Long> millis = Optional.empty();

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description = "What the others are compared with; haproxy unless given.")
  private String base = "haproxy";

  @Option(
      names = "--jar",
      required = true,
      paramLabel = "FILE",
      description = "The launcher; bin/bench names the one that was built.")
  private Path jar = Path.of("");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIRECTORY",
      description = "Where results.json and the logs go; bin/bench names target/bench.")
  private Path output = Path.of("");

  Plan plan() {
    Plan plan = tiny ? Plan.tiny() : quick ? Plan.quick() : Plan.full();
    return plan.with(rounds.orElse(plan.rounds()), millis.orElse(plan.millis()), cases);
  }

  String base() {
    return base;
  }

  Path jar() {
    return jar;
  }

  Path output() {
    return output;
  }

  List<String> added() {
    return List.copyOf(added);
  }

  List<String> jvms() {
    return List.copyOf(jvms);
  }

  /** Whether a target is wanted. */
  boolean wants(String name) {
    return targets.isEmpty() || targets.contains(name);
  }
}

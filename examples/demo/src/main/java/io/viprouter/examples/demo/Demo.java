package io.viprouter.examples.demo;

import io.viprouter.core.RouterException;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of {@code bin/demo}. Confined to the main thread. */
@Command(
    name = "bin/demo",
    description =
        "Starts one primary and two replicas of a real database server and a router before them,"
            + " and plays a failover: who answers, what happens when the primary dies and when it"
            + " comes back, and how one returns to it. Then everything stays up until Ctrl-C.")
public final class Demo implements Callable<Integer> {

  private static final int READ_WRITE_PORT = 7001;
  private static final int READ_ONLY_PORT = 7002;

  @Option(
      names = "--check",
      description = "Play once and end: exit status 0 if all was as it must be, else 1.")
  private boolean check;

  @Option(
      names = "--server",
      paramLabel = "SERVER",
      defaultValue = "5.7",
      description = "5.7 (MySQL 5.7.22, the default), 8.0 (MySQL 8.0.31) or mariadb.")
  private String server = "5.7";

  @Option(
      names = "--ports",
      paramLabel = "RW,RO",
      split = ",",
      hideParamSyntax = true,
      description = "Ports of the router, 0 for any; 7001,7002 unless given.")
  private List<Integer> ports = List.of(READ_WRITE_PORT, READ_ONLY_PORT);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this.")
  private boolean unusedHelp;

  private Demo() {}

  /**
   * Plays the story.
   *
   * @param args as {@code --help} says
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Demo()).execute(args);
  }

  @Override
  public Integer call() throws SQLException, InterruptedException, IOException {
    Flavour flavour = flavour();
    Optional<String> obstacle =
        flavour.missing().or(() -> ports.stream().flatMap(Demo::taken).findFirst());
    if (obstacle.isPresent()) {
      System.err.println(obstacle.get());
      return 1;
    }
    Story story = new Story(System.out);
    story.chapter("The scene");
    try (Scene scene = Scene.start(flavour, ports.get(0), ports.get(1), story)) {
      story.tell("port " + scene.readWrite().port() + ", read-write: master01, then slave01");
      story.tell("port " + scene.readOnly().port() + ", read-only: slave02 and slave01 in turn");
      new Chapters(scene, story).tellAll();
      story.tell("all " + story.checks() + " checks hold");
      if (!check) {
        stayUp(scene, story);
      }
      return 0;
    } catch (Story.NotTrue e) {
      System.err.println("The story is not true: " + e.getMessage());
    } catch (RouterException e) {
      System.err.println(e.getMessage());
    }
    return 1;
  }

  private Flavour flavour() {
    if (ports.size() != 2) {
      throw usage("--ports: two ports, such as 7001,7002");
    }
    try {
      return Flavour.of(server);
    } catch (IllegalArgumentException e) {
      throw usage("--server: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(new CommandLine(this), message);
  }

  private static Stream<String> taken(int port) {
    return port == 0 || Ports.isFree("127.0.0.1", port)
        ? Stream.empty()
        : Stream.of(
            "Port %d of 127.0.0.1 is taken. End what listens there, or give two other ports: bin/demo --ports 17001,17002"
                .formatted(port));
  }

  private static void stayUp(Scene scene, Story story) throws InterruptedException, IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(story::end, "story-end"));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    if (!new Console(scene, story).run(lines)) {
      new CountDownLatch(1).await();
    }
  }
}

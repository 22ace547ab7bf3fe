package io.viprouter.examples.demo;

import io.viprouter.core.Route;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.ReplicatedCluster;
import io.viprouter.examples.servers.ServerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** Lets one play with the scene after the story. Confined to the main thread. */
final class Console {

  private static final String HELP =
      """

      Everything stays up until Ctrl-C. Connect from another terminal:
        mariadb -h 127.0.0.1 -P %d -ujumpserver -pjumpserver jumpserver -e 'select @@report_host'
        mariadb -h 127.0.0.1 -P %d -ujumpserver -pjumpserver jumpserver -e 'select @@report_host'
      Or type here: who, kill SERVER, start SERVER, failback, quit; servers are master01, slave01
      and slave02.
      """;

  private final Scene scene;
  private final ReplicatedCluster cluster;
  private final Story story;

  Console(Scene scene, Story story) {
    this.scene = scene;
    this.cluster = scene.cluster();
    this.story = story;
  }

  /** Obeys line after line; says whether it was told to quit, rather than came to their end. */
  boolean run(BufferedReader lines) throws IOException {
    System.out.printf(HELP, scene.readWrite().port(), scene.readOnly().port());
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.trim().split("\\s+");
      if (words[0].equals("quit")) {
        return true;
      }
      try {
        obey(words);
      } catch (ServerException | IllegalStateException e) {
        story.tell("that did not work: " + e.getMessage());
      }
    }
    return false;
  }

  private void obey(String[] words) {
    Optional<DatabaseServer> server = words.length == 2 ? server(words[1]) : Optional.empty();
    switch (words[0]) {
      case "" -> {}
      case "who" -> who();
      case "failback" -> scene.failback();
      case "kill" -> server.ifPresentOrElse(this::kill, this::unknown);
      case "start" -> server.ifPresentOrElse(this::start, this::unknown);
      default -> unknown();
    }
  }

  private void unknown() {
    System.out.printf(HELP, scene.readWrite().port(), scene.readOnly().port());
  }

  private void who() {
    for (DatabaseServer server : cluster.servers()) {
      String state = server.isAlive() ? "runs, process " + server.pid() : "is down";
      String role = server == cluster.primary() ? "; the others follow it" : "";
      story.tell(server + " " + state + role);
    }
    story.tell(answer(scene.readWrite()));
    story.tell(answer(scene.readOnly()));
  }

  private static String answer(Route route) {
    try {
      String server = new Client(Connector.MYSQL, route.port()).whoAnswers();
      return "port " + route.port() + " is answered by " + server;
    } catch (SQLException e) {
      return "port " + route.port() + " is answered by nobody: " + e.getMessage();
    }
  }

  private void kill(DatabaseServer server) {
    server.kill();
    story.tell(server.name() + " is killed");
    standInForDeadPrimary();
  }

  private void start(DatabaseServer server) {
    if (server.isAlive()) {
      story.tell(server + " runs already");
      return;
    }
    // Somebody may have killed it from outside.
    standInForDeadPrimary();
    DatabaseServer primary = cluster.primary();
    server.start();
    if (primary.isAlive() && primary != server) {
      cluster.rejoin(server, primary);
      story.tell(server.name() + " runs and follows " + primary.name());
    }
  }

  private void standInForDeadPrimary() {
    DatabaseServer primary = cluster.primary();
    DatabaseServer next = primary == cluster.slave01() ? cluster.master01() : cluster.slave01();
    if (!primary.isAlive() && next.isAlive()) {
      cluster.promote(next);
      story.tell(next.name() + " takes the place of " + primary.name());
    }
  }

  private Optional<DatabaseServer> server(String name) {
    return cluster.servers().stream().filter(known -> known.name().equals(name)).findFirst();
  }
}

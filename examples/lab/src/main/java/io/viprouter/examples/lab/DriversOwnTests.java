package io.viprouter.examples.lab;

import io.viprouter.examples.servers.DatabaseServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tests that MariaDB ships with its client library, unmodified: each is run against the first
 * database itself, and each that passes there is run through the router. Confined to one thread.
 */
final class DriversOwnTests {

  /** Their program, of the package {@code mariadb-test}. */
  static final String PROGRAM = "mariadb-client-test";

  private final Scene scene;
  private final DatabaseServer master01;
  private final Story story;

  DriversOwnTests(Deployment deployment, Story story) {
    this.scene = deployment.scene();
    this.master01 = deployment.cluster().master01();
    this.story = story;
  }

  void run() {
    // They want it to be there.
    master01.execute("CREATE DATABASE IF NOT EXISTS test");
    List<String> notHere = new ArrayList<>();
    List<String> onlyOnce = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    int passed = 0;
    long before = relayed();
    for (String name : names()) {
      if (!passesDirect(name)) {
        notHere.add(name);
      } else if (passes(name, Scene.ADDRESS, Scene.READ_WRITE)) {
        passed++;
      } else if (passesDirect(name)) {
        failed.add(name);
      } else {
        onlyOnce.add(name);
      }
    }
    long relayed = relayed() - before;
    story.tell(
        "%d fail without a router, on this server with these settings: %s",
        notHere.size(), notHere);
    story.tell(
        "%d pass once and then fail without a router, for they leave things behind: %s",
        onlyOnce.size(), onlyOnce);
    story.check("tests that fail only through the router", failed, List.of());
    story.check(
        "%d tests pass both ways, over %d connections through router01".formatted(passed, relayed),
        passed > 0 && relayed >= passed);
  }

  private boolean passesDirect(String name) {
    return passes(name, master01.host(), master01.port());
  }

  /** All there are, as the program itself lists them. */
  private List<String> names() {
    try (LabProcess list =
        LabProcess.start(scene.client, List.of(PROGRAM, "--no-defaults", "-T"), Map.of())) {
      list.awaitEnd();
      return list.lines().stream()
          .map(line -> line.text().strip())
          .filter(line -> line.startsWith("test_"))
          .toList();
    }
  }

  private long relayed() {
    return scene
        .running(scene.router01)
        .admin()
        .section(Told.WRITES)
        .path("totalConnections")
        .asLong();
  }

  private boolean passes(String name, String host, int port) {
    List<String> command =
        List.of(
            PROGRAM,
            "--no-defaults",
            "--silent",
            "--host=" + host,
            "--port=" + port,
            "--user=admin",
            "--password=admin",
            "--vardir=" + scene.directory(),
            name);
    try (LabProcess test = LabProcess.start(scene.client, command, Map.of())) {
      return test.awaitEnd() == 0;
    }
  }
}

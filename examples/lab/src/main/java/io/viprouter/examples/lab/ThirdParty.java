package io.viprouter.examples.lab;

import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.DatabaseServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Programs of others through the router: sysbench writes while replicas fail, a large dump comes
 * through whole, and the tests of a client library pass. Confined to one thread.
 */
final class ThirdParty {

  private static final int ROW_KILOBYTES = 512;

  private final Deployment deployment;
  private final Scene scene;
  private final Story story = new Story(System.out);

  ThirdParty(Deployment deployment) {
    this.deployment = deployment;
    this.scene = deployment.scene();
  }

  void run(int seconds, int megabytes) {
    if (seconds > 0) {
      story.chapter(
          "sysbench oltp_read_write through %d for %d s".formatted(Scene.READ_WRITE, seconds));
      sysbench(seconds);
    }
    if (megabytes > 0) {
      story.chapter("mariadb-dump of %d MB through %d".formatted(megabytes, Scene.READ_ONLY));
      dump(megabytes);
    }
    story.chapter("MariaDB's own tests of its client library through " + Scene.READ_WRITE);
    new DriversOwnTests(deployment, story).run();
    story.figures();
    story.tell("all %d checks hold", story.checks());
  }

  private LabProcess sysbench(String command, int seconds) {
    return LabProcess.start(
        scene.client,
        List.of(
            "sysbench",
            "oltp_read_write",
            "--db-driver=mysql",
            "--mysql-host=" + Scene.ADDRESS,
            "--mysql-port=" + Scene.READ_WRITE,
            "--mysql-user=jumpserver",
            "--mysql-password=jumpserver",
            "--mysql-db=jumpserver",
            "--tables=2",
            "--table-size=5000",
            "--threads=4",
            "--time=" + seconds,
            command),
        Map.of());
  }

  private void sysbench(int seconds) {
    try (LabProcess prepare = sysbench("prepare", seconds)) {
      story.check("sysbench prepare ends with", prepare.awaitEnd(), 0);
    }
    try (LabProcess run = sysbench("run", seconds)) {
      DatabaseServer slave02 = deployment.cluster().slave02();
      while (!Await.until(Duration.ofSeconds(15), () -> !run.isAlive())) {
        slave02.kill();
        deployment.cluster().rejoin(slave02, deployment.cluster().master01());
        story.tell("slave02 was killed and is back");
      }
      story.check("sysbench run ends with", run.awaitEnd(), 0);
      // A connection that breaks ends it; what it ignores are deadlocks of its own threads.
      String line = run.await("reconnects:").text().strip().replaceAll("\\s+", " ");
      story.check("sysbench says " + line, line.startsWith("reconnects: 0 "));
      story.tell("%s", run.await("ignored errors:").text().strip());
      story.tell("%s", run.await("transactions:").text().strip());
    }
    deployment.cluster().awaitReplicated();
    for (String table : List.of("sbtest1", "sbtest2")) {
      String sum = checksum(deployment.cluster().master01(), table);
      story.check(
          table + " is the same on slave02", checksum(deployment.cluster().slave02(), table), sum);
    }
  }

  private static String checksum(DatabaseServer server, String table) {
    return server.query("CHECKSUM TABLE jumpserver." + table).get(0).getOrDefault("Checksum", "");
  }

  private void dump(int megabytes) {
    DatabaseServer master01 = deployment.cluster().master01();
    master01.execute("CREATE TABLE jumpserver.big (id INT AUTO_INCREMENT PRIMARY KEY, d LONGTEXT)");
    for (int i = 0; i < megabytes * 1024 / ROW_KILOBYTES; i++) {
      master01.execute(
          "INSERT INTO jumpserver.big (d) SELECT REPEAT(MD5(RAND()), %d)"
              .formatted(ROW_KILOBYTES * 1024 / 32));
    }
    deployment.cluster().awaitReplicated();
    DatabaseServer slave02 = deployment.cluster().slave02();
    long begun = System.nanoTime();
    String through = dumped(Scene.ADDRESS, Scene.READ_ONLY);
    story.figure("the dump through the router", (System.nanoTime() - begun) / 1e6);
    begun = System.nanoTime();
    String direct = dumped(slave02.host(), slave02.port());
    story.figure("the same from slave02 itself", (System.nanoTime() - begun) / 1e6);
    story.check("both dumps are the same, bytes and SHA-256", through, direct);
    story.check(
        "that is all of it", Long.parseLong(through.split(" ", 2)[0]) > megabytes * 1_000_000L);
  }

  /** How many bytes, and their digest. */
  private String dumped(String host, int port) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c"));
    command.add(
        "mariadb-dump -h%s -P%d -ujumpserver -pjumpserver --compact --no-tablespaces"
                .formatted(host, port)
            + " --single-transaction jumpserver big >\"$0\" && stat -c %s \"$0\""
            + " && sha256sum <\"$0\"; rm -f \"$0\"");
    command.add(scene.directory().resolve("dump.sql").toString());
    try (LabProcess process = LabProcess.start(scene.client, command, Map.of())) {
      if (process.awaitEnd() != 0) {
        throw new NotTrueException("the dump failed: " + process.tail());
      }
      return process.tail().replace('\n', ' ');
    }
  }
}

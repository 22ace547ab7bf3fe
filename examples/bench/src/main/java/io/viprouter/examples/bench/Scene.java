package io.viprouter.examples.bench;

import io.viprouter.examples.bench.peer.RawBackend;
import io.viprouter.examples.bench.subject.Backend;
import io.viprouter.examples.bench.subject.Child;
import io.viprouter.examples.bench.subject.JavaCommand;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What stands around the targets: MariaDB, the raw server, the load process. Confined to the main
 * thread; closing ends all of it.
 */
final class Scene implements AutoCloseable {

  private final DatabaseServer database;
  private final Child raw;
  private final int rawPort;
  private final LoadClient load;
  private final Sysbench sysbench;

  private Scene(DatabaseServer database, Path directory, Path sysbench, int rows)
      throws IOException {
    this.database = database;
    this.sysbench = new Sysbench(sysbench, directory, rows);
    rawPort = Ports.free("127.0.0.1");
    List<String> command = JavaCommand.of(RawBackend.class, List.of(Integer.toString(rawPort)));
    raw = Child.start("raw", command, directory);
    load = LoadClient.start(directory);
  }

  static Scene start(Path directory, Path sysbench, Plan plan)
      throws IOException, InterruptedException {
    DatabaseServer database =
        DatabaseServer.builder(Flavour.MARIADB_10_11)
            .name("mariadb")
            .options("--skip-log-bin", "--max-connections=1000", "--back-log=1000")
            .options("--thread-cache-size=300", "--innodb-buffer-pool-size=64M")
            .start();
    try {
      Scene scene = new Scene(database, directory, sysbench, plan.tableRows());
      try {
        scene.raw.awaitPort(scene.rawPort);
        scene.sysbench.prepare(database.port());
        return scene;
      } catch (IOException | InterruptedException | RuntimeException e) {
        scene.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  Map<Backend, Integer> backends() {
    return Map.of(Backend.MYSQL, database.port(), Backend.RAW, rawPort);
  }

  Map<Backend, Integer> rawBackend() {
    return Map.of(Backend.RAW, rawPort);
  }

  Measuring measuring(Plan plan) {
    return new Measuring(sysbench, load, plan);
  }

  @Override
  public void close() {
    load.close();
    raw.close();
    database.close();
  }
}

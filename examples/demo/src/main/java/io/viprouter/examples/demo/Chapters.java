package io.viprouter.examples.demo;

import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.ReplicatedCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** The chapters, in their order. Confined to the thread that tells the story. */
final class Chapters {

  /** As the article does it, from three hosts. */
  private static final int QUESTIONS = 3;

  private static final int ROWS = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Scene scene;
  private final Story story;
  private final Client writes;
  private final Client reads;
  private long written;

  Chapters(Scene scene, Story story) {
    this.scene = scene;
    this.story = story;
    this.writes = new Client(Connector.MYSQL, scene.readWrite().port());
    this.reads = new Client(Connector.MYSQL, scene.readOnly().port());
  }

  void tellAll() throws SQLException {
    story.chapter("4.4    Who answers?");
    try (Reader reader = new Reader(new Client(Connector.MARIADB, scene.readOnly().port()))) {
      whoAnswers();
      reader.start();
      story.tell("from now on somebody reads through the read-only port all the time");
      story.chapter("4.4.1  The primary goes down. What does the router do?");
      primaryDies();
      story.chapter("4.4.2  The old primary is repaired and restarted. Who answers now?");
      primaryReturns();
      story.chapter("4.4.3  Back to the first primary, without a restart of the router");
      failBack();
      story.chapter("And the reads? A replica dies and comes back");
      replicaDiesAndReturns();
      sumUp(reader.tally());
    }
  }

  private void whoAnswers() throws SQLException {
    writes.execute("CREATE TABLE note (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(80))");
    writersGetOnly("master01");
    scene.cluster().awaitReplicated();
    readersGet(Set.of("slave01", "slave02"));
    writeAndReadBack();
  }

  private void primaryDies() throws SQLException {
    DatabaseServer master01 = scene.cluster().master01();
    try (Connection open = writes.open()) {
      master01.kill();
      long killed = System.nanoTime();
      story.tell("master01 is killed (SIGKILL)");
      String next = writes.whoAnswers();
      long millis = (System.nanoTime() - killed) / NANOS_PER_MILLI;
      story.check("the next connection, " + millis + " ms after, is answered by", next, "slave01");
      story.check("a connection open before is told that its server is gone", isBroken(open));
    }
    writersGetOnly("slave01");
    scene.standIn();
    story.tell("slave02 would wait for master01 for ever; it is told to follow slave01 now");
    writeAndReadBack();
  }

  private void primaryReturns() throws SQLException {
    ReplicatedCluster cluster = scene.cluster();
    DatabaseServer master01 = cluster.master01();
    master01.start();
    story.tell("master01 runs again, process " + master01.pid());
    story.check(
        "the router finds master01 usable again", Scene.awaitUsable(scene.readWrite(), master01));
    writersGetOnly("slave01");
    cluster.rejoin(master01, cluster.slave01());
    story.check("master01 follows slave01 and has all its rows", rows(master01), written);
  }

  private void failBack() throws SQLException {
    try (Connection open = reads.open()) {
      scene.failback();
      story.tell("master01 has caught up, the others follow it, the router was told: failback rw");
      writersGetOnly("master01");
      story.check(
          "a connection open all the time still works",
          Client.value(open, "SELECT count(*) FROM note"),
          Long.toString(written));
    }
    writeAndReadBack();
  }

  private void replicaDiesAndReturns() throws SQLException {
    ReplicatedCluster cluster = scene.cluster();
    DatabaseServer slave02 = cluster.slave02();
    slave02.kill();
    story.tell("slave02 is killed (SIGKILL)");
    readersGet(Set.of("slave01"));
    writeAndReadBack();
    cluster.rejoin(slave02, cluster.master01());
    story.check("slave02 is back and has all rows", rows(slave02), written);
    story.check(
        "the router finds slave02 usable again", Scene.awaitUsable(scene.readOnly(), slave02));
    readersGet(Set.of("slave01", "slave02"));
  }

  private void sumUp(Reader.Tally tally) {
    story.chapter("In all");
    story.check("reads that failed, of " + tally.reads(), tally.failed(), 0);
    story.tell(
        "%d of them asked twice because their server was killed under them; the slowest took %d ms"
            .formatted(tally.retried(), tally.slowestMillis()));
    story.tell("who answered them: " + tally.answers());
  }

  private void writersGetOnly(String expected) throws SQLException {
    for (int i = 0; i < QUESTIONS; i++) {
      story.check(
          "port " + scene.readWrite().port() + " is answered by", writes.whoAnswers(), expected);
    }
  }

  private void readersGet(Set<String> expected) throws SQLException {
    Set<String> seen = new TreeSet<>();
    // Other readers take turns too, so one round is not enough to see everybody.
    for (int i = 0; i < QUESTIONS * expected.size() * 4; i++) {
      seen.add(reads.whoAnswers());
    }
    story.check(
        "port " + scene.readOnly().port() + " is answered by", seen, new TreeSet<>(expected));
  }

  private void writeAndReadBack() throws SQLException {
    for (int i = 0; i < ROWS; i++) {
      writes.execute("INSERT INTO note (text) VALUES ('note " + written + "')");
      written++;
    }
    scene.cluster().awaitReplicated();
    story.check(
        "rows written through port %d and read through port %d"
            .formatted(scene.readWrite().port(), scene.readOnly().port()),
        reads.rows(),
        written);
    for (DatabaseServer server : scene.cluster().servers()) {
      if (server.isAlive()) {
        story.check("rows on " + server.name(), rows(server), written);
      }
    }
  }

  private static long rows(DatabaseServer server) {
    return Long.parseLong(server.value("SELECT count(*) FROM jumpserver.note"));
  }

  private static boolean isBroken(Connection connection) {
    try {
      Client.value(connection, "SELECT 1");
      return false;
    } catch (SQLException e) {
      return true;
    }
  }
}

package io.viprouter.examples.lab;

import io.viprouter.examples.servers.DatabaseServer;
import java.util.List;

/**
 * What all chapters share: the deployment, its users, the book in which rows are counted, and the
 * story itself. Confined to the thread that tells it.
 */
final class Told implements AutoCloseable {

  /** The section for writing. */
  static final String WRITES = "basic_failover";

  /** How often somebody connects. */
  private static final int BEAT_MILLIS = 20;

  private static final int TIMEOUT_MILLIS = 3000;

  private final Deployment deployment;
  private final Story story;
  private final Accounting accounting = new Accounting();
  private final Load load;
  private final Attempts attempts;

  Told(Deployment deployment, Story story) {
    this.deployment = deployment;
    this.story = story;
    master01().execute(Load.TABLE);
    deployment.cluster().awaitReplicated();
    load = Load.start(scene().client);
    attempts =
        Attempts.start(
            scene().client, Scene.ADDRESS, Scene.READ_WRITE, BEAT_MILLIS, TIMEOUT_MILLIS);
  }

  Deployment deployment() {
    return deployment;
  }

  Scene scene() {
    return deployment.scene();
  }

  Story story() {
    return story;
  }

  Load load() {
    return load;
  }

  Attempts attempts() {
    return attempts;
  }

  Accounting accounting() {
    return accounting;
  }

  DatabaseServer master01() {
    return deployment.cluster().master01();
  }

  DatabaseServer slave01() {
    return deployment.cluster().slave01();
  }

  List<Launcher> routers() {
    return List.of(deployment.router01(), deployment.router02());
  }

  /** Does something to the scene and measures how long nobody was served. */
  double outage(Runnable fault) {
    attempts.awaitService();
    long since = System.nanoTime();
    fault.run();
    attempts.awaitService();
    return attempts.longestGap(since);
  }

  /** Checks who answers new connections for writing. */
  void writersGet(DatabaseServer expected) {
    story.check(
        "port " + Scene.READ_WRITE + " is answered by",
        Scene.whoAnswers(Scene.READ_WRITE),
        expected.name());
  }

  /** Ends the users, and accounts for every row. */
  void close(boolean check) {
    attempts.close();
    load.close();
    if (check) {
      deployment.cluster().awaitReplicated();
      story.tell(
          "of %d reads %s failed twice, while no router had both the address and the databases: %s",
          load.reads(),
          load.readFailures().values().stream().mapToInt(count -> count).sum(),
          load.readFailures());
      story.tell("who answered them: %s", load.answers());
      accounting.check(load, deployment.cluster().servers(), story);
    }
  }

  @Override
  public void close() {
    close(false);
  }
}

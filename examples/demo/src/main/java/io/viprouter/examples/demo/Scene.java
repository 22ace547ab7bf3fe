package io.viprouter.examples.demo;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Mode;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.core.Strategy;
import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.ReplicatedCluster;
import java.time.Duration;

/**
 * Three servers and the router before them. Its parts are for the thread that tells the story.
 *
 * <p>As in the article the demo follows, {@code master01} and {@code slave01} accept writes and
 * {@code slave02} only reads; the read-write section knows the first two, in this order.
 */
final class Scene implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A busy machine may take its time to greet; a dead server refuses at once all the same. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Quicker than the default, so that the story does not wait for probes. */
  private static final HealthCheck HEALTH =
      HealthCheck.DEFAULT
          .withIntervals(Duration.ofMillis(500), Duration.ofSeconds(5))
          .withTimeout(CONNECT_TIMEOUT);

  private final ReplicatedCluster cluster;
  private final Router router;

  private Scene(ReplicatedCluster cluster, Router router) {
    this.cluster = cluster;
    this.router = router;
  }

  static Scene start(Flavour flavour, int readWritePort, int readOnlyPort, Story story) {
    story.tell("starting one primary and two replicas; the first time takes some seconds more");
    ReplicatedCluster cluster = ReplicatedCluster.builder(flavour).writableStandby(true).start();
    try {
      String version = cluster.master01().value("SELECT concat(@@version_comment, ' ', @@version)");
      story.tell(version);
      cluster
          .servers()
          .forEach(server -> story.tell("%s, process %d".formatted(server, server.pid())));
      Router router =
          Router.builder()
              .section(readWrite(cluster, readWritePort))
              .section(readOnly(cluster, readOnlyPort))
              .listener(new Narrator(story, cluster.servers()))
              .build()
              .start();
      return new Scene(cluster, router);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static RoutingSection readWrite(ReplicatedCluster cluster, int port) {
    return section("rw", port)
        .mode(Mode.READ_WRITE)
        .strategy(Strategy.FIRST_AVAILABLE)
        .destination(destination(cluster.master01()))
        .destination(destination(cluster.slave01()))
        .build();
  }

  private static RoutingSection readOnly(ReplicatedCluster cluster, int port) {
    return section("ro", port)
        .mode(Mode.READ_ONLY)
        .strategy(Strategy.ROUND_ROBIN_WITH_FALLBACK)
        .destination(destination(cluster.slave02()))
        .destination(destination(cluster.slave01()))
        .fallback(destination(cluster.master01()))
        .build();
  }

  private static RoutingSectionBuilder section(String name, int port) {
    return RoutingSection.builder(name)
        .bind("127.0.0.1", port)
        .connectTimeout(CONNECT_TIMEOUT)
        .health(HEALTH);
  }

  private static Destination destination(DatabaseServer server) {
    return new Destination(server.host(), server.port());
  }

  ReplicatedCluster cluster() {
    return cluster;
  }

  Route readWrite() {
    return router.route("rw");
  }

  Route readOnly() {
    return router.route("ro");
  }

  /** Waits until a section holds a server for usable again; says whether it came to that. */
  static boolean awaitUsable(Route route, DatabaseServer server) {
    Destination wanted = destination(server);
    return Await.until(
        PATIENCE,
        () ->
            route.status().destinations().stream()
                .filter(status -> status.destination().equals(wanted))
                .allMatch(status -> status.state() == DestinationState.UP));
  }

  /** Lets slave01 be followed in master01's place; the router has gone on to it by itself. */
  void standIn() {
    cluster.promote(cluster.slave01());
  }

  /**
   * Goes back to master01. It catches up before the router hears of it, and slave01 refuses writes
   * in between, so that no row is written where it would be missed.
   *
   * @throws IllegalStateException if the router does not hold master01 for usable: then a failback
   *     would leave it at slave01, and nothing is changed
   */
  void failback() {
    DatabaseServer master01 = cluster.master01();
    if (!awaitUsable(readWrite(), master01)) {
      throw new IllegalStateException("the router does not hold master01 for usable");
    }
    cluster.promote(master01);
    Destination now = readWrite().failback();
    if (!now.equals(destination(master01))) {
      throw new IllegalStateException("the router goes to " + now + ", not to master01");
    }
    cluster.slave01().readOnly(false);
  }

  @Override
  public void close() {
    router.close();
    cluster.close();
  }
}

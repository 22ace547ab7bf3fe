package io.viprouter.examples.lab;

import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.DatabaseServerBuilder;
import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.ReplicatedCluster;
import java.util.Iterator;
import java.util.List;

/**
 * The scene with everything running: the databases with their replication, and both routers. For
 * one thread, which must live on the scene's client host: {@link #on(Flavour, Work)} sees to that.
 */
final class Deployment implements AutoCloseable {

  private final Scene scene;
  private final ReplicatedCluster cluster;

  /** What is done with a deployment. */
  interface Work {
    void run(Deployment deployment) throws Exception;
  }

  private Deployment(Scene scene, ReplicatedCluster cluster) {
    this.scene = scene;
    this.cluster = cluster;
  }

  /** Builds all, does some work on the client host, and removes all. */
  static void on(Flavour flavour, Work work) {
    try (Scene scene = Scene.create()) {
      scene.client.call(
          () -> {
            try (Deployment deployment = start(scene, flavour)) {
              work.run(deployment);
            }
            return null;
          });
    }
  }

  private static Deployment start(Scene scene, Flavour flavour) {
    Iterator<Host> hosts = List.of(scene.master01, scene.slave01, scene.slave02).iterator();
    ReplicatedCluster cluster =
        ReplicatedCluster.builder(flavour)
            .writableStandby(true)
            .each(server -> placed(server, hosts.next()))
            .start();
    Deployment made = new Deployment(scene, scene.lab().closing(cluster));
    made.startRouters();
    return made;
  }

  private static DatabaseServerBuilder placed(DatabaseServerBuilder server, Host host) {
    return Scene.server(server, host).options("--max-connections=500");
  }

  /** Starts both routers and waits until router01 has the address. */
  void startRouters() {
    startRouter(scene.router01);
    startRouter(scene.router02);
    awaitAddress(scene.router01);
  }

  /** The settings of the scene, and what the old programs could not do. */
  RouterConf conf(Host router) {
    return RouterConf.of(router.name(), router == scene.router01 ? 120 : 80)
        .line("section-defaults.health { interval = 500ms, idle-interval = 2s }")
        .line("monitor { user = repl, password = repl, interval = 500ms }")
        .inVirtualRouter("VI_1", "track-sections = [basic_failover]");
  }

  /** Starts a router; it has entered its first state. */
  Launcher startRouter(Host host) {
    Launcher started = scene.router(host, conf(host));
    started.process().await("(VI_1) Entering BACKUP STATE");
    return started;
  }

  /** Waits until a host has the address, and nobody else. */
  void awaitAddress(Host host) {
    Host other = host == scene.router01 ? scene.router02 : scene.router01;
    Wait.until(
        "only " + host.name() + " has the address",
        () -> host.has(Scene.ADDRESS) && !other.has(Scene.ADDRESS));
    Wait.until("the address answers", this::answers);
  }

  /** Whether a new connection is answered. */
  boolean answers() {
    try {
      return !Scene.whoAnswers(Scene.READ_WRITE).isEmpty();
    } catch (IllegalStateException e) {
      return false;
    }
  }

  Scene scene() {
    return scene;
  }

  ReplicatedCluster cluster() {
    return cluster;
  }

  DatabaseServer server(Host host) {
    return cluster.servers().stream()
        .filter(server -> server.name().equals(host.name()))
        .findFirst()
        .orElseThrow();
  }

  Launcher router01() {
    return scene.running(scene.router01);
  }

  Launcher router02() {
    return scene.running(scene.router02);
  }

  /** The scene removes what runs on its hosts. */
  @Override
  public void close() {
    cluster.close();
  }
}

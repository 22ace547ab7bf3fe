package io.viprouter.examples.lab;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Two routers of one kind, as the comparison of figures handles them. For one thread. */
interface Pair {

  /** What stands above its column. */
  String words();

  /** Starts what runs on a host; does not wait for the address. */
  void start(Host host);

  /** Stops it in order. */
  void stop(Host host);

  /** Kills what routes (SIGKILL). */
  void kill(Host host);

  /** Sends writers to the first database again. */
  void failback();

  /** What its keeper has to do once a router sees databases and neighbours again. */
  void afterIsolation();

  /** Ours: one program that routes and owns the address. */
  record Ours(Deployment deployment) implements Pair {

    @Override
    public String words() {
      return "VIP Router";
    }

    @Override
    public void start(Host host) {
      deployment.startRouter(host);
    }

    @Override
    public void stop(Host host) {
      deployment.scene().running(host).stop();
    }

    @Override
    public void kill(Host host) {
      deployment.scene().running(host).process().kill();
    }

    @Override
    public void afterIsolation() {
      // Nothing.
    }

    @Override
    public void failback() {
      Scene scene = deployment.scene();
      for (Host host : List.of(scene.router01, scene.router02)) {
        Wait.until(
            "failback",
            () ->
                scene
                    .running(host)
                    .admin()
                    .post("/api/v1/sections/" + Told.WRITES + "/failback")
                    .isOk());
      }
    }
  }

  /**
   * The rules of the old scene: real keepalived with the scene's settings, and beside it a router
   * by the rules of MySQL Router 2.1 that knows nothing of addresses. MySQL Router itself is not to
   * be had as a package.
   */
  final class Old implements Pair {

    private final Scene scene;
    private final Map<Host, Keepalived> keepalived = new HashMap<>();

    Old(Deployment deployment) {
      this.scene = deployment.scene();
    }

    @Override
    public String words() {
      return "keepalived 2.2.7 + 2.1's rules";
    }

    @Override
    public void start(Host host) {
      startRouter(host);
      boolean first = host == scene.router01;
      Path conf =
          scene.file(
              "keepalived-" + host.name() + ".conf",
              BeyondChapters.KEEPALIVED.formatted(
                  host.name(), first ? "MASTER" : "BACKUP", first ? 120 : 80));
      keepalived.put(host, scene.lab().closing(Keepalived.start(host, conf, scene.directory())));
    }

    private void startRouter(Host host) {
      RouterConf conf =
          RouterConf.of(host.name(), 1).inSection(Told.WRITES, "strategy = next-available");
      scene.router(host, BeyondChapters.anyAddress(conf)).process().await("listening on");
    }

    @Override
    public void stop(Host host) {
      Objects.requireNonNull(keepalived.get(host), host::name).stop();
      scene.running(host).stop();
    }

    /** As there: nothing tells keepalived. */
    @Override
    public void kill(Host host) {
      scene.running(host).process().kill();
    }

    /** The list is spent, and only a restart begins it anew. */
    @Override
    public void afterIsolation() {
      failback();
    }

    /** As there: by a restart. */
    @Override
    public void failback() {
      for (Host host : List.of(scene.router01, scene.router02)) {
        scene.running(host).stop();
        startRouter(host);
      }
    }
  }
}

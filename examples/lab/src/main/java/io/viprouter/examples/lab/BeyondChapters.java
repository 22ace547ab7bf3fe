package io.viprouter.examples.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the scene does not try. Confined to the thread that tells the story. */
final class BeyondChapters {

  private final Told told;
  private final Story story;
  private final Scene scene;
  private final Deployment deployment;

  BeyondChapters(Told told) {
    this.told = told;
    this.story = told.story();
    this.deployment = told.deployment();
    this.scene = told.scene();
  }

  void tellAll() {
    story.chapter("6.1    router01 is cut from the databases only");
    cutFromTheDatabases();
    story.chapter("6.2    Only router01 sees the client; then router02 does not hear router01");
    asymmetricCut();
    story.chapter("6.3    router01 and the first database are lost at once");
    bothAtOnce();
    story.chapter("6.4    A mixed pair: router02's address is managed by keepalived");
    mixedPair();
  }

  private void cutFromTheDatabases() {
    List<Host> databases = List.of(scene.master01, scene.slave01, scene.slave02);
    double outage =
        told.outage(
            () -> {
              databases.forEach(scene.router01::lose);
              deployment.awaitAddress(scene.router02);
            });
    story.figure("router01 cut from the databases (noticing included)", outage);
    story.check("router01 gave the address up", !scene.router01.has(Scene.ADDRESS));
    outage =
        told.outage(
            () -> {
              databases.forEach(scene.router01::find);
              deployment.awaitAddress(scene.router01);
            });
    story.tell("router01 sees them again and has the address back; %.0f ms", outage);
    story.tell("it must not come back with another writer than the rest of the world has");
    told.writersGet(told.master01());
  }

  private void asymmetricCut() {
    double outage =
        told.outage(
            () -> {
              scene.router02.lose(scene.client);
              scene.client.lose(scene.router02);
            });
    story.check("the address stays on router01", scene.router01.has(Scene.ADDRESS));
    story.tell("the client notices nothing: %.0f ms", outage);
    scene.router02.find(scene.client);
    scene.client.find(scene.router02);
    outage =
        told.outage(
            () -> {
              scene.router02.hearsMulticast(false);
              Wait.until("router02 takes over too", () -> scene.router02.has(Scene.ADDRESS));
            });
    story.figure("router02 hears nothing any more: two masters", outage);
    outage =
        told.outage(
            () -> {
              scene.router02.hearsMulticast(true);
              deployment.awaitAddress(scene.router01);
            });
    story.figure("router02 hears again: one master", outage);
  }

  private void bothAtOnce() {
    Failover failover = new Failover(told);
    double outage =
        told.outage(
            () -> {
              scene.router01.cut();
              told.accounting().crash(told.master01());
              told.master01().kill();
            });
    story.figure("router01 and master01 lost at once", outage);
    told.writersGet(told.slave01());
    scene.router01.heal();
    deployment.awaitAddress(scene.router01);
    failover.slave01StandsIn();
    failover.master01Returns();
  }

  private void mixedPair() {
    deployment.router02().stop();
    Path conf = scene.file("keepalived.conf", KEEPALIVED.formatted("LVS_02", "BACKUP", 80));
    Launcher sections = scene.router(scene.router02, anyAddress(deployment.conf(scene.router02)));
    sections.process().await("listening on");
    Keepalived keepalived =
        scene.lab().closing(Keepalived.start(scene.router02, conf, scene.directory()));
    keepalived.process().await("Entering BACKUP STATE");
    double outage =
        told.outage(
            () -> {
              deployment.router01().stop();
              deployment.awaitAddress(scene.router02);
            });
    story.figure("ours stopped in order, keepalived takes over", outage);
    outage =
        told.outage(
            () -> {
              deployment.startRouter(scene.router01);
              deployment.awaitAddress(scene.router01);
            });
    story.figure("ours takes the address back from keepalived", outage);
    outage =
        told.outage(
            () -> {
              scene.router01.cut();
              Wait.until("keepalived is master", () -> scene.router02.has(Scene.ADDRESS));
            });
    story.figure("ours silent, keepalived takes over", outage);
    scene.router01.heal();
    deployment.awaitAddress(scene.router01);
    told.writersGet(told.master01());
    keepalived.stop();
    sections.stop();
    deployment.startRouter(scene.router02);
  }

  /** Sections that leave the address to somebody else. */
  static RouterConf anyAddress(RouterConf conf) {
    RouterConf changed = new RouterConf(conf.name(), conf.sections(), Map.of(), conf.more());
    for (String name : List.of("basic_failover", "balancing")) {
      changed = changed.section(name, conf.body(name).replace(Scene.ADDRESS + ":", "0.0.0.0:"));
    }
    return changed;
  }

  /** The scene's own, without its mail: router id, state, priority. */
  static final String KEEPALIVED =
      """
      global_defs {
         router_id %s
      }
      vrrp_instance VI_1 {
          state %s
          interface eth1
          virtual_router_id 51
          priority %d
          advert_int 1
          authentication {
              auth_type PASS
              auth_pass 1111
          }
          virtual_ipaddress {
          172.168.1.20/24
          }
      }
      """;
}

package io.viprouter.examples.lab;

import io.viprouter.examples.servers.DatabaseServer;

/**
 * The first database goes and comes back, and what its keeper does about it. Confined to the thread
 * that tells the story.
 */
final class Failover {

  private final Told told;
  private final Story story;

  Failover(Told told) {
    this.told = told;
    this.story = told.story();
  }

  /** After master01 has gone, for whatever reason: slave01 answers, through both routers. */
  void slave01StandsIn() {
    told.writersGet(told.slave01());
    for (Launcher router : told.routers()) {
      awaitCurrent(router, told.slave01());
    }
    story.check("both routers send writers to slave01", true);
    if (told.master01().isAlive()) {
      story.tell("a frozen server may wake up at any time: its keeper kills it");
      told.accounting().crash(told.master01());
      told.master01().kill();
    }
    told.deployment().cluster().promote(told.slave01());
    told.load().awaitProgress();
    story.tell("slave02 would wait for master01 for ever; it is told to follow slave01");
  }

  /** master01 is started again, catches up, and gets its writers back. */
  void master01Returns() {
    DatabaseServer master01 = told.master01();
    master01.start();
    for (Launcher router : told.routers()) {
      Wait.until(
          router.host().name() + " finds master01 well",
          () -> router.admin().state(Told.WRITES, address(master01)).equals("up"));
    }
    story.tell("master01 runs again, and both routers find it well");
    told.writersGet(told.slave01());
    for (Launcher router : told.routers()) {
      story.check(
          "writers of " + router.host().name() + " still go to",
          router.admin().current(Told.WRITES).orElse("nobody"),
          address(told.slave01()));
      Admin.Reply refused = failback(router);
      story.check(
          "failback on " + router.host().name() + " is refused: " + refused.body(),
          !refused.isOk());
    }
    told.deployment().cluster().rejoin(master01, told.slave01());
    story.tell("master01 follows slave01 and has caught up");
    switchBack();
  }

  /** No row is written where it would be missed: slave01 is closed for writes in between. */
  private void switchBack() {
    double outage =
        told.outage(
            () -> {
              told.deployment().cluster().promote(told.master01());
              for (Launcher router : told.routers()) {
                Wait.until("failback on " + router.host().name(), () -> failback(router).isOk());
              }
            });
    story.tell("failback by command on both routers, without a restart");
    for (Launcher router : told.routers()) {
      story.check(
          "writers of " + router.host().name() + " go to",
          router.admin().current(Told.WRITES).orElse("nobody"),
          address(told.master01()));
      router
          .admin()
          .post("/api/v1/sections/" + Told.WRITES + "/kill?destination=" + address(told.slave01()));
    }
    told.slave01().readOnly(false);
    told.writersGet(told.master01());
    told.load().awaitProgress();
    story.tell("new connections were answered all the time but for %.0f ms", outage);
  }

  private static Admin.Reply failback(Launcher router) {
    return router.admin().post("/api/v1/sections/" + Told.WRITES + "/failback");
  }

  private static void awaitCurrent(Launcher router, DatabaseServer server) {
    Wait.until(
        router.host().name() + " sends writers to " + server.name(),
        () -> router.admin().current(Told.WRITES).filter(address(server)::equals).isPresent());
  }

  private static String address(DatabaseServer server) {
    return server.host() + ":" + server.port();
  }
}

package io.viprouter.examples.lab;

import java.util.List;

/** The chapters of the scene itself. Confined to the thread that tells the story. */
final class SceneChapters {

  private final Told told;
  private final Story story;
  private final Scene scene;

  SceneChapters(Told told) {
    this.told = told;
    this.story = told.story();
    this.scene = told.scene();
  }

  void tellAll() {
    story.chapter("4.1    The address floats");
    addressFloats();
    story.chapter("4.4    Who answers?");
    whoAnswers();
    story.chapter("4.4.1  The first database goes down, in order, and returns");
    databaseGoes("master01 is stopped in order", () -> told.master01().stop());
    story.chapter("4.4.1  The same with kill -9");
    databaseGoes(
        "master01 is killed (SIGKILL)",
        () -> {
          told.accounting().crash(told.master01());
          told.master01().kill();
        });
    story.chapter("4.4.1  The same with a server that stops in its tracks");
    databaseGoes("master01 is frozen (SIGSTOP)", () -> told.master01().freeze());
  }

  private void addressFloats() {
    addressIsOn(scene.router01, scene.router02);
    double outage = told.outage(() -> told.deployment().router01().stop());
    story.tell("router01 is stopped in order");
    addressIsOn(scene.router02, scene.router01);
    story.figure("router01 stopped in order", outage);
    outage =
        told.outage(
            () -> {
              told.deployment().startRouter(scene.router01);
              told.deployment().awaitAddress(scene.router01);
            });
    story.tell("router01 is started again");
    addressIsOn(scene.router01, scene.router02);
    story.figure("router01 takes the address back", outage);
  }

  private void addressIsOn(Host one, Host other) {
    story.check("the address is on " + one.name(), one.has(Scene.ADDRESS));
    story.check("the address is not on " + other.name(), !other.has(Scene.ADDRESS));
  }

  /** With the command-line client, as the article does it. */
  private void whoAnswers() {
    for (Host host : List.of(scene.master01, scene.router01, scene.slave01)) {
      story.check("a user on " + host.name() + " is answered by", askByCommand(host), "master01");
    }
  }

  private static String askByCommand(Host host) {
    String answer =
        Shell.run(
            host.command(
                    List.of(
                        "mariadb",
                        "-h" + Scene.ADDRESS,
                        "-P" + Scene.READ_WRITE,
                        "-ujumpserver",
                        "-pjumpserver",
                        "-Ne",
                        "show variables like 'hostname'"))
                .toArray(String[]::new));
    String[] words = answer.strip().split("\\s+", -1);
    return words[words.length - 1];
  }

  private void databaseGoes(String what, Runnable fault) {
    Failover failover = new Failover(told);
    String before = told.load().readFailures().toString();
    double outage = told.outage(fault);
    story.tell("%s", what);
    story.figure(what, outage);
    failover.slave01StandsIn();
    story.chapter("4.4.2, 4.4.3  It returns, and gets its writers back by command");
    failover.master01Returns();
    story.check("no read failed meanwhile", told.load().readFailures().toString().equals(before));
  }
}

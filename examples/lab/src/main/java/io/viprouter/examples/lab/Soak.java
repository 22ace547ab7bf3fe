package io.viprouter.examples.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Random faults under load, then the accounting, and a look at what both routers hold: it must be
 * what they held before. Confined to one thread. The seed decides which faults come.
 */
final class Soak {

  private static final int MORE_DESCRIPTORS = 8;
  private static final int MORE_THREADS = 8;
  private static final long MORE_HEAP_KILOBYTES = 8 * 1024;

  private final Deployment deployment;
  private final Scene scene;
  private final Random random;
  private final long seed;
  private final Story story = new Story(System.out);
  private final Map<String, Integer> done = new LinkedHashMap<>();

  Soak(Deployment deployment, long seed) {
    this.deployment = deployment;
    this.scene = deployment.scene();
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** A fault and its repair, by name. */
  private record Fault(String name, Runnable run) {}

  void run(double minutes) {
    story.chapter("Soak for %.1f minutes, seed %d (--seed repeats it)".formatted(minutes, seed));
    try (Told told = new Told(deployment, story)) {
      List<Fault> faults = faults(told);
      // Everything is met once before the first look: classes are loaded, buffers are made.
      gentle(told).forEach(fault -> inflict(fault, told));
      List<Resources> before = look(told);
      long end = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
      while (System.nanoTime() - end < 0) {
        inflict(faults.get(random.nextInt(faults.size())), told);
      }
      compare(before, look(told));
      story.tell("faults: %s", done);
      told.close(true);
    } catch (NotTrueException e) {
      throw new NotTrueException(e.getMessage() + "; seed " + seed);
    }
    story.tell("all %d checks hold", story.checks());
  }

  private void inflict(Fault fault, Told told) {
    double outage = told.outage(fault.run());
    done.merge(fault.name(), 1, Integer::sum);
    story.tell("%-44s %6.0f ms without service", fault.name(), outage);
    told.load().awaitProgress();
  }

  private List<Fault> faults(Told told) {
    List<Fault> faults = new ArrayList<>(gentle(told));
    faults.add(new Fault("a router's host is cut off and returns", () -> cut(router())));
    faults.add(new Fault("a router's cable is pulled and returns", () -> unplug(router())));
    faults.add(new Fault("a router is stopped and started", () -> restart(router(), true)));
    faults.add(new Fault("a router is killed and started", () -> restart(router(), false)));
    faults.add(new Fault("the first database is killed and returns", () -> replaceMaster(told)));
    return faults;
  }

  /** Those that leave every process alive. */
  private List<Fault> gentle(Told told) {
    return List.of(
        new Fault("a router is frozen and thawed", () -> freeze(router())),
        new Fault("release", this::release),
        new Fault("reload", this::reload),
        new Fault("the first database is frozen for a moment", () -> freezeMaster(told)));
  }

  private Host router() {
    return random.nextBoolean() ? scene.router01 : scene.router02;
  }

  private void settled() {
    Wait.until(
        "one router has the address",
        () -> scene.router01.has(Scene.ADDRESS) != scene.router02.has(Scene.ADDRESS));
  }

  private void cut(Host host) {
    host.cut();
    pause(4000);
    host.heal();
    settled();
  }

  private void unplug(Host host) {
    host.unplug();
    pause(4000);
    host.plug();
    settled();
  }

  private void freeze(Host host) {
    Launcher router = scene.running(host);
    router.process().signal("STOP");
    pause(500 + random.nextInt(4000));
    router.process().signal("CONT");
    settled();
  }

  private void restart(Host host, boolean inOrder) {
    Launcher router = scene.running(host);
    if (inOrder) {
      router.stop();
    } else {
      router.process().kill();
    }
    deployment.startRouter(host);
    settled();
  }

  private void release() {
    settled();
    Host master = scene.router01.has(Scene.ADDRESS) ? scene.router01 : scene.router02;
    scene.running(master).admin().post("/api/v1/virtual-routers/VI_1/release");
    Wait.until("it is handed over", () -> !master.has(Scene.ADDRESS));
    settled();
  }

  private void reload() {
    for (Host host : List.of(scene.router01, scene.router02)) {
      scene.write(
          host,
          deployment
              .conf(host)
              .inSection("balancing", "max-connections = " + (100 + random.nextInt(900))));
      Admin.Reply reply = scene.running(host).admin().post("/api/v1/reload");
      story.check("reload of " + host.name(), reply.isOk());
    }
  }

  /** Shorter than what makes a client give up: nothing is to be lost. */
  private void freezeMaster(Told told) {
    told.master01().freeze();
    pause(random.nextInt(400));
    told.master01().thaw();
  }

  private void replaceMaster(Told told) {
    Failover failover = new Failover(told);
    told.accounting().crash(told.master01());
    told.master01().kill();
    told.attempts().awaitService();
    failover.slave01StandsIn();
    failover.master01Returns();
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private List<Resources> look(Told told) {
    told.attempts().awaitService();
    return told.routers().stream().map(Resources::of).toList();
  }

  /** Routers that were started anew hold less than those of the beginning, never more. */
  private void compare(List<Resources> before, List<Resources> after) {
    for (int i = 0; i < before.size(); i++) {
      Resources was = before.get(i);
      Resources is = after.get(i);
      story.tell("router%02d before: %s", i + 1, was);
      story.tell("router%02d after:  %s", i + 1, is);
      story.check("descriptors", is.descriptors() <= most(before, true) + MORE_DESCRIPTORS);
      story.check("threads", is.threads() <= most(before, false) + MORE_THREADS);
      story.check("heap", is.heapKilobytes() <= was.heapKilobytes() * 3 / 2 + MORE_HEAP_KILOBYTES);
    }
  }

  /** The master of the moment has the sessions, and may have been the other one before. */
  private static int most(List<Resources> all, boolean descriptors) {
    return all.stream()
        .mapToInt(one -> descriptors ? one.descriptors() : one.threads())
        .max()
        .orElse(0);
  }
}

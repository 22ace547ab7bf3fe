package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Rules;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Thousands of small disasters. Two to five routers on a bad network are paused, crashed, cut off,
 * robbed of their addresses and restarted at random; after every event each running router has the
 * addresses exactly if it is master, and when all is quiet each part of the network has exactly one
 * master, the right one, and the client's packets go there.
 *
 * <p>Each run has a seed of its own, made from {@code -Dseed=}; a failure names it, and {@code
 * -Dsimulation.run=SEED} repeats that run alone.
 */
@Isolated
class SimulationTest {

  private static final long SEED = Long.getLong("seed", 20261122L);
  private static final int RUNS = Integer.getInteger("simulation.runs", 50_000);
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  @Test
  void everyPartEndsWithTheRightMaster() {
    Long single = Long.getLong("simulation.run");
    if (single != null) {
      new Run(single).check();
      return;
    }
    Random seeds = new Random(SEED);
    long events = 0;
    long transitions = 0;
    long began = System.nanoTime();
    for (int i = 0; i < RUNS; i++) {
      long seed = seeds.nextLong();
      Run run = new Run(seed);
      try {
        run.check();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("repeat with -Dsimulation.run=" + seed, e);
      }
      events += run.lan.events();
      transitions += run.lan.transitions();
    }
    long ms = (System.nanoTime() - began) / MILLI;
    System.out.printf("%d runs, %d events, %d transitions, %d ms%n", RUNS, events, transitions, ms);
    assertThat(transitions).isGreaterThan(RUNS);
  }

  /** One disaster. */
  private static final class Run {
    private final Random random;
    private final SimulatedLan lan;
    private final int version;
    private final long interval;
    private boolean preemptAlways = true;
    private boolean released;

    Run(long seed) {
      random = new Random(seed);
      lan = new SimulatedLan(random);
      version = 2 + random.nextInt(2);
      interval = version == 2 ? SECOND : 100 * MILLI * (1 + random.nextInt(10));
      int count = 2 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        lan.add(new SimulatedRouter(lan, i, rules(), random.nextLong()));
      }
    }

    private Rules rules() {
      int priority = random.nextInt(12) == 0 ? Rules.OWNER : 2 + random.nextInt(253);
      priority = random.nextInt(4) == 0 ? 100 : priority;
      boolean preempt = random.nextInt(8) != 0;
      preemptAlways &= preempt;
      long delay = preempt && random.nextInt(6) == 0 ? 2 * SECOND : 0;
      boolean learns = version == 3 && random.nextInt(5) == 0;
      return new Rules(version, priority, learns ? interval / 2 : interval, preempt, delay);
    }

    void check() {
      lan.quality(random.nextInt(3) == 0 ? random.nextDouble() * 0.4 : 0, delay());
      lan.routers().forEach(SimulatedRouter::start);
      for (int i = 10 + random.nextInt(20); i > 0; i--) {
        lan.runUntil(lan.now() + (long) (random.nextDouble() * 3 * interval));
        disturb(lan.routers().get(random.nextInt(lan.routers().size())));
      }
      calm();
      lan.runUntil(lan.now() + 14 * interval + 16 * SECOND);
      long settled = lan.transitions();
      lan.runUntil(lan.now() + 10 * interval);
      assertThat(lan.transitions()).as("transitions after all is quiet").isEqualTo(settled);
      for (int part = 0; part < 3; part++) {
        checkPart(part);
      }
    }

    private long delay() {
      return (long) (random.nextDouble() * interval / 10);
    }

    private void disturb(SimulatedRouter router) {
      switch (random.nextInt(18)) {
        case 0 -> router.stop();
        case 1 -> router.crash();
        case 2, 3 -> router.start();
        case 4 -> router.pause();
        case 5, 6 -> router.resume();
        case 7 -> lan.divide(router, random.nextInt(3));
        case 8 -> lan.heal();
        case 9 -> lan.oneWay(router.index, random.nextInt(lan.routers().size()), true);
        case 10 -> router.removeAddressByHand();
        case 11 -> obstruct(router);
        case 12 -> router.breakAdding(random.nextBoolean());
        case 13 -> lan.quality(random.nextDouble() * 0.5, delay());
        case 14 -> changePriority(router);
        case 15, 16 -> changeFitness(router);
        default -> {
          released = true;
          router.post(Event.Plain.RELEASE);
        }
      }
    }

    private void obstruct(SimulatedRouter router) {
      var obstacle =
          random.nextBoolean()
              ? io.viprouter.vrrp.election.Obstacle.LINK
              : io.viprouter.vrrp.election.Obstacle.TRACKED_INTERFACE;
      router.post(
          random.nextBoolean() ? new Event.Obstructed(obstacle) : new Event.Cleared(obstacle));
    }

    private void changeFitness(SimulatedRouter router) {
      List<Fitness> all = List.of(Fitness.FIT, Fitness.LAST_RESORT, Fitness.UNFIT);
      router.post(new Event.FitnessChanged(all.get(random.nextInt(all.size()))));
    }

    private void changePriority(SimulatedRouter router) {
      if (router.rules.priority() != Rules.OWNER) {
        router.post(new Event.PriorityChanged(2 + random.nextInt(253)));
      }
    }

    /** The network behaves, nobody is paused; whether it stays divided is a matter of luck. */
    private void calm() {
      lan.quality(0, Math.min(delay(), 5 * MILLI));
      lan.restoreWires();
      if (random.nextBoolean()) {
        lan.heal();
      }
      for (SimulatedRouter router : lan.routers()) {
        router.resume();
        router.breakAdding(false);
      }
    }

    private void checkPart(int part) {
      SimulatedRouter master = null;
      int best = 0;
      for (SimulatedRouter router : lan.routers()) {
        Memory memory = router.memory();
        if (memory == null || lan.partOf(router) != part) {
          continue;
        }
        best = memory.obstacles().isEmpty() ? Math.max(best, memory.priority()) : best;
        if (memory.state() == VrrpState.ACTIVE) {
          assertThat(master).as("a second master, %s", router.index).isNull();
          master = router;
        }
      }
      if (best == 0) {
        assertThat(master).isNull();
        return;
      }
      assertThat(master).as("the master of part %s", part).isNotNull();
      SimulatedRouter found = Objects.requireNonNull(master);
      int priority = Objects.requireNonNull(found.memory()).priority();
      if (preemptAlways && !released) {
        assertThat(priority).isEqualTo(best);
      }
      assertThat(priority > Rules.LAST_RESORT || best == Rules.LAST_RESORT)
          .as("a fit router wins over a last resort: %s of %s", priority, best)
          .isTrue();
      if (part == 0) {
        assertThat(lan.clientSees()).as("where the client's packets go").isEqualTo(found.index);
      }
    }
  }
}

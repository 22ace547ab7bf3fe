package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Obstacle;
import io.viprouter.vrrp.election.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Sync groups in virtual time. Each member has a thread of its own that wakes up late as it likes,
 * so that packets and messages of the group cross in every order. After every event each member has
 * its address exactly if it is master; when all is quiet, all members are masters on the right
 * host, none on the others, and nothing changes any more.
 *
 * <p>Each run has a seed of its own, made from {@code -Dseed=}; a failure names it, and {@code
 * -Dsimulation.run=SEED} repeats that run alone.
 */
@Isolated
class SyncGroupSimulationTest {

  private static final long SEED = Long.getLong("seed", 20261126L);
  private static final int RUNS = Integer.getInteger("simulation.runs", 8_000);
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private interface Check {
    void on(Run run);
  }

  private static void repeat(int runs, Check check) {
    Long single = Long.getLong("simulation.run");
    if (single != null) {
      check.on(new Run(single));
      return;
    }
    Random seeds = new Random(SEED);
    for (int i = 0; i < runs; i++) {
      long seed = seeds.nextLong();
      try {
        check.on(new Run(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("repeat with -Dsimulation.run=" + seed, e);
      }
    }
  }

  @Test
  void allMembersEndOnTheRightHost() {
    repeat(RUNS, Run::disasters);
  }

  /** A tracked interface of one member goes down and comes back. */
  @Test
  void theGroupComesBackWithinItsDownInterval() {
    repeat(RUNS / 4, Run::thereAndBack);
  }

  /** Two or three hosts, each with the same two or three members. */
  private static final class Run {
    private final Random random;
    private final SimulatedLan lan;
    private final List<List<SimulatedMember>> hosts = new ArrayList<>();
    private final int version;
    private final long interval;
    private long jitterNanos = 20 * MILLI;
    private boolean released;

    Run(long seed) {
      random = new Random(seed);
      lan = new SimulatedLan(random);
      version = 2 + random.nextInt(2);
      interval = version == 2 ? SECOND : 100 * MILLI * (1 + random.nextInt(10));
    }

    private void build(int count, int members) {
      for (int host = 0; host < count; host++) {
        SyncGroup group = new SyncGroup();
        int priority = 120 - 20 * host;
        List<SimulatedMember> all = new ArrayList<>();
        for (int id = 0; id < members; id++) {
          Rules rules = new Rules(version, priority, interval, true, 0);
          SimulatedMember member = new SimulatedMember(lan, host, rules, group, id);
          member.jitter(this::jitter);
          lan.add(member);
          all.add(member);
        }
        hosts.add(all);
      }
    }

    private long jitter() {
      return 1 + (long) (random.nextDouble() * random.nextDouble() * jitterNanos);
    }

    void disasters() {
      build(2 + random.nextInt(2), 2 + random.nextInt(2));
      lan.quality(random.nextInt(3) == 0 ? random.nextDouble() * 0.4 : 0, delay());
      jitterNanos = (1 + random.nextInt(60)) * interval / 100;
      hosts.forEach(host -> host.forEach(SimulatedMember::start));
      for (int i = 10 + random.nextInt(20); i > 0; i--) {
        lan.runUntil(lan.now() + (long) (random.nextDouble() * 3 * interval));
        disturb(hosts.get(random.nextInt(hosts.size())));
      }
      calm();
      lan.runUntil(lan.now() + 25 * interval + 20 * SECOND);
      long settled = lan.transitions();
      lan.runUntil(lan.now() + 12 * interval);
      for (int part = 0; part < 3; part++) {
        checkPart(part);
      }
      assertThat(lan.transitions()).as("transitions after all is quiet").isEqualTo(settled);
    }

    private long delay() {
      return (long) (random.nextDouble() * interval / 10);
    }

    private void disturb(List<SimulatedMember> host) {
      SimulatedMember one = host.get(random.nextInt(host.size()));
      switch (random.nextInt(16)) {
        case 0 -> host.forEach(SimulatedMember::stop);
        case 1 -> host.forEach(SimulatedMember::crash);
        case 2, 3 -> host.forEach(SimulatedMember::start);
        case 4 -> host.forEach(SimulatedMember::pause);
        case 5 -> one.pause();
        case 6, 7 -> host.forEach(SimulatedMember::resume);
        case 8 -> lan.divide(one, random.nextInt(3));
        case 9 -> lan.heal();
        case 10 -> lan.oneWay(one.index, random.nextInt(hosts.size()), true);
        case 11 -> one.removeAddressByHand();
        case 12 -> one.post(new Event.Obstructed(Obstacle.TRACKED_INTERFACE));
        case 13 -> one.post(new Event.Cleared(Obstacle.TRACKED_INTERFACE));
        case 14 -> one.fitness(random.nextBoolean() ? Fitness.FIT : Fitness.LAST_RESORT);
        default -> {
          released = true;
          host.forEach(member -> member.post(Event.Plain.RELEASE));
        }
      }
    }

    private void calm() {
      lan.quality(0, Math.min(delay(), 5 * MILLI));
      lan.restoreWires();
      if (random.nextBoolean()) {
        lan.heal();
      }
      jitterNanos = 20 * MILLI;
      hosts.forEach(host -> host.forEach(SimulatedMember::resume));
      lan.runUntil(lan.now() + SECOND);
      // A process has all members or none; one that was paused may have missed the others' start.
      for (List<SimulatedMember> host : hosts) {
        if (host.stream().anyMatch(member -> member.memory() != null)) {
          host.forEach(SimulatedMember::start);
        }
      }
    }

    private void checkPart(int part) {
      int masters = 0;
      int best = 0;
      int priority = 0;
      for (List<SimulatedMember> host : hosts) {
        if (lan.partOf(host.get(0)) != part || host.get(0).memory() == null) {
          continue;
        }
        boolean well = is(host, memory -> memory.obstacles().isEmpty());
        int standing = host.get(0).memory() == null ? 0 : memory(host.get(0)).priority();
        best = well ? Math.max(best, standing) : best;
        boolean all = is(host, memory -> memory.state() == VrrpState.ACTIVE);
        boolean none = is(host, memory -> memory.state() != VrrpState.ACTIVE);
        assertThat(all || none).as("all or none on host %s", host.get(0).index).isTrue();
        if (all) {
          masters++;
          priority = standing;
        }
      }
      assertThat(masters).as("masters of part %s", part).isEqualTo(best == 0 ? 0 : 1);
      assertThat(released || priority == best).as("%s of %s", priority, best).isTrue();
    }

    private static Memory memory(SimulatedMember member) {
      return java.util.Objects.requireNonNull(member.memory());
    }

    private static boolean is(List<SimulatedMember> host, Predicate<Memory> what) {
      return host.stream().allMatch(member -> what.test(memory(member)));
    }

    void thereAndBack() {
      build(2, 2);
      lan.quality(0, MILLI);
      hosts.get(0).forEach(SimulatedMember::start);
      lan.runUntil(lan.now() + 5 * interval);
      hosts.get(1).forEach(SimulatedMember::start);
      lan.runUntil(lan.now() + (long) ((6 + random.nextDouble()) * interval));
      assertThat(ownedBy(0)).isTrue();
      SimulatedMember tracking = hosts.get(0).get(1);
      tracking.post(new Event.Obstructed(Obstacle.TRACKED_INTERFACE));
      assertThat(took(1)).as("to the other").isLessThan(interval + 100 * MILLI);
      lan.runUntil(lan.now() + (long) (random.nextDouble() * 3 * interval));
      tracking.post(new Event.Cleared(Obstacle.TRACKED_INTERFACE));
      long down = memory(tracking).downNanos();
      assertThat(took(0)).as("and back").isLessThan(down + 100 * MILLI);
      long settled = lan.transitions();
      lan.runUntil(lan.now() + 6 * interval);
      assertThat(lan.transitions()).as("transitions after all is quiet").isEqualTo(settled);
    }

    private long took(int host) {
      long began = lan.now();
      while (!ownedBy(host)) {
        assertThat(lan.now() - began).as("time until host %s has all", host).isLessThan(9 * SECOND);
        lan.runUntil(lan.now() + MILLI);
      }
      return lan.now() - began;
    }

    private boolean ownedBy(int host) {
      return is(hosts.get(host), memory -> memory.state() == VrrpState.ACTIVE)
          && is(hosts.get(1 - host), memory -> memory.state() != VrrpState.ACTIVE);
    }
  }
}

package io.viprouter.core.policy;

import static io.viprouter.core.policy.PoolStory.PROBES;
import static io.viprouter.core.policy.PoolStory.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.core.Strategy;
import io.viprouter.core.WeightedDestination;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of random steps; what must hold is checked after every one. */
class PoolWalkTest {

  private static final long SEED = Long.getLong("seed", 20_220_113L);
  private static final int STEPS = 6_000;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

  private final Random random = new Random(SEED);

  /** Dials and sessions that hold a slot. */
  private final List<Destination> slots = new ArrayList<>();

  private final Set<Destination> probing = new HashSet<>();
  private DestinationPool pool;
  private Strategy strategy = Strategy.FIRST_AVAILABLE;
  private long now = random.nextLong();
  private boolean mayGoBack;

  PoolWalkTest() {
    pool = DestinationPool.of(section(), now);
  }

  @ParameterizedTest
  @EnumSource
  void holdsWhatItPromises(Strategy walked) {
    strategy = walked;
    pool = DestinationPool.of(section(), now);
    for (int step = 0; step < STEPS; step++) {
      DestinationPool before = pool;
      mayGoBack = false;
      String what = step();
      try {
        check(before);
      } catch (AssertionError e) {
        throw new AssertionError(
            "-Dseed=" + SEED + ", " + strategy + ", step " + step + " (" + what + ")", e);
      }
    }
  }

  private String step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        Optional<Destination> next = pool.pick(List.of());
        next.ifPresent(this::dial);
        return "dial " + next;
      }
      case 3, 4, 5, 6 -> {
        return slots.isEmpty() ? "nothing" : endOfASlot();
      }
      case 7, 8 -> {
        now += random.nextInt(2) * random.nextLong(PROBES.interval().toNanos());
        return "time passes; " + probes();
      }
      case 9 -> {
        now += random.nextLong(PROBES.idleInterval().toNanos());
        return "much time passes";
      }
      case 10 -> {
        Member member = pool.members().get(random.nextInt(pool.members().size()));
        boolean draining = random.nextInt(3) == 0;
        mayGoBack = !draining;
        pool = pool.draining(member.destination(), draining, now);
        return "drain " + draining + " " + member;
      }
      default -> {
        return random.nextInt(4) == 0 ? update() : failback();
      }
    }
  }

  private void dial(Destination destination) {
    Member member = pool.member(destination).orElseThrow();
    assertThat(member.full()).as("%s is full", member).isFalse();
    assertThat(member.draining()).as("%s is draining", member).isFalse();
    pool = pool.dialing(destination, random.nextBoolean());
    slots.add(destination);
  }

  private String endOfASlot() {
    Destination destination = slots.get(random.nextInt(slots.size()));
    boolean silent = random.nextBoolean();
    Outcome outcome =
        switch (random.nextInt(7)) {
          case 0, 1 -> new Outcome.DialFailed(destination, "down", silent);
          case 2 -> new Outcome.ServerRefused(destination, silent ? 1040 : 1129, "no");
          case 3 -> new Outcome.RouterAtFault(destination, "out of files");
          case 4 -> new Outcome.Greeted(destination);
          default -> new Outcome.Closed(destination);
        };
    if (!(outcome instanceof Outcome.Greeted)) {
      slots.remove(destination);
    }
    pool = pool.after(outcome, now);
    return outcome.toString();
  }

  private String probes() {
    List<Member> due = pool.due(now);
    for (Member member : due) {
      assertThat(probing).as("probed already").doesNotContain(member.destination());
      pool = pool.lookedAt(member.destination(), now);
      probing.add(member.destination());
    }
    for (Destination destination : List.copyOf(probing)) {
      if (random.nextInt(3) > 0) {
        probing.remove(destination);
        pool = pool.after(probed(destination), now);
      }
    }
    return "due " + due;
  }

  private Outcome probed(Destination destination) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Outcome.ProbeSucceeded(destination);
      case 2 -> new Outcome.ProbeAbandoned(destination);
      default -> new Outcome.ProbeFailed(destination, "down", random.nextBoolean());
    };
  }

  private String failback() {
    mayGoBack = true;
    try {
      pool = pool.failback(false, now);
      return "failback";
    } catch (IllegalStateException e) {
      assertThat(strategy.sticky() && pool.members().stream().anyMatch(Member::usable)).isFalse();
      return "no failback";
    }
  }

  /** Who goes is forgotten; it may come back only after its sessions have ended. */
  private String update() {
    mayGoBack = true;
    RoutingSection next = section();
    pool = pool.updated(next, now);
    probing.removeIf(destination -> pool.member(destination).isEmpty());
    return "update to " + next;
  }

  private RoutingSection section() {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    RoutingSectionBuilder builder = RoutingSection.builder("rw").strategy(strategy).health(PROBES);
    int size = 2 + random.nextInt(names.size() - 1);
    for (int i = 0; i < size; i++) {
      builder.destination(
          new WeightedDestination(
              server(names.get(i)), 1 + random.nextInt(3), random.nextInt(3) * 4));
    }
    if (strategy == Strategy.ROUND_ROBIN_WITH_FALLBACK) {
      builder.fallback(server("f")).fallback(server("g"));
    }
    return builder.build();
  }

  // ---------------------------------------------------------------------- what must hold

  private void check(DestinationPool before) {
    List<Integer> plan = pool.plan().asList();
    assertThat(plan).doesNotHaveDuplicates();
    assertThat(plan).allMatch(i -> i >= 0 && i < pool.members().size());
    assertThat(plan).noneMatch(i -> pool.members().get(i).draining());
    for (Member member : pool.members()) {
      checkMember(member);
    }
    checkCurrent(before);
    checkDeadline();
  }

  private void checkMember(Member member) {
    Health health = member.health();
    assertThat(member.active())
        .as("slots of %s", member)
        .isEqualTo((int) slots.stream().filter(member.destination()::equals).count());
    assertThat(health.probing()).as("%s", member).isEqualTo(probing.contains(member.destination()));
    if (health.up()) {
      assertThat(health.failures()).isLessThan(PROBES.fall());
    } else {
      assertThat(health.successes()).isLessThan(patientRise());
      assertThat(health.failures()).isGreaterThanOrEqualTo(PROBES.fall());
    }
  }

  /** One that did not serve last has to show more while nobody serves. */
  private int patientRise() {
    return strategy == Strategy.FIRST_AVAILABLE
        ? HealthRules.of(PoolStory.section(strategy, PROBES, "a")).patient().rise()
        : PROBES.rise();
  }

  private void checkCurrent(DestinationPool before) {
    Optional<Member> current = pool.current().flatMap(pool::member);
    if (strategy == Strategy.FIRST_AVAILABLE) {
      assertThat(current).isPresent();
      boolean usable = current.orElseThrow().usable();
      if (pool.members().stream().anyMatch(Member::takesWalk)) {
        assertThat(usable).isTrue();
      }
      if (usable) {
        assertThat(pool.plan().get(0)).isEqualTo(place(pool));
      }
    } else if (strategy == Strategy.NEXT_AVAILABLE && !mayGoBack) {
      assertThat(place(pool)).as("never back").isGreaterThanOrEqualTo(place(before));
    } else if (strategy != Strategy.PRIMARY_PREFERRED && strategy != Strategy.NEXT_AVAILABLE) {
      assertThat(current).isEmpty();
    }
  }

  /** Where it stands; behind the last when it stands nowhere. */
  private static int place(DestinationPool pool) {
    return pool.current()
        .map(d -> pool.members().stream().map(Member::destination).toList().indexOf(d))
        .orElse(pool.members().size());
  }

  private void checkDeadline() {
    boolean allProbing = pool.members().stream().allMatch(m -> m.health().probing());
    assertThat(pool.nextDeadline().isEmpty()).isEqualTo(allProbing);
    pool.nextDeadline()
        .ifPresent(
            next -> {
              assertThat(pool.due(next)).isNotEmpty();
              assertThat(pool.due(next - 1)).isEmpty();
            });
  }
}

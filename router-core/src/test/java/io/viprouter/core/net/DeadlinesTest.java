package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {

  private static final long SEED = Long.getLong("seed", 64L);

  private final Deadlines deadlines = new Deadlines();
  private final List<String> fired = new ArrayList<>();
  private final Deadline a = named("a");
  private final Deadline b = named("b");
  private final Deadline c = named("c");
  private final Deadline[] again = new Deadline[1];

  @BeforeEach
  void nothingIsSet() {
    assertThat(deadlines.size()).isZero();
    assertThat(deadlines.untilNext(123)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void earliestComesFirst() {
    deadlines.set(a, 30);
    deadlines.set(b, 10);
    deadlines.set(c, 20);
    assertThat(deadlines.untilNext(4)).isEqualTo(6);

    deadlines.expire(20);

    assertThat(fired).containsExactly("b at 20", "c at 20");
    assertThat(deadlines.size()).isEqualTo(1);
    assertThat(a.set()).isTrue();
    assertThat(b.set()).isFalse();
  }

  @Test
  void oneThatFailsHarmsNoOther() {
    deadlines.set(a, 10);
    deadlines.set(
        new Deadline(
            now -> {
              throw new IllegalStateException("a test's own");
            }),
        20);
    deadlines.set(b, 30);

    deadlines.expire(30);

    assertThat(fired).containsExactly("a at 30", "b at 30");
    assertThat(deadlines.size()).isZero();
  }

  @Test
  void isDueExactlyAtItsTime() {
    deadlines.set(a, 10);

    deadlines.expire(9);
    assertThat(fired).isEmpty();

    deadlines.expire(10);
    assertThat(fired).containsExactly("a at 10");
  }

  @Test
  void overdueIsZeroAwayNotLess() {
    deadlines.set(a, 10);

    assertThat(deadlines.untilNext(50)).isZero();
  }

  @Test
  void settingAgainMovesIt() {
    deadlines.set(a, 10);
    deadlines.set(b, 20);
    deadlines.set(a, 30);
    deadlines.set(b, 5);

    deadlines.expire(29);

    assertThat(fired).containsExactly("b at 29");
    assertThat(deadlines.untilNext(29)).isEqualTo(1);
  }

  @Test
  void cancelledNeverFires() {
    deadlines.set(a, 10);
    deadlines.cancel(a);
    deadlines.cancel(a);

    deadlines.expire(10);

    assertThat(fired).isEmpty();
    assertThat(a.set()).isFalse();
  }

  @Test
  void actionMaySetItsOwnDeadlineForLater() {
    Deadline every = repeating(10);
    deadlines.set(every, 0);

    deadlines.expire(0);
    deadlines.expire(5);
    deadlines.expire(10);

    assertThat(fired).containsExactly("again at 0", "again at 10");
    assertThat(deadlines.untilNext(10)).isEqualTo(10);
  }

  @Test
  void actionMayCancelAndSetOthers() {
    Deadline busy =
        new Deadline(
            now -> {
              deadlines.cancel(a);
              deadlines.set(b, now);
              deadlines.set(c, now + 1);
            });
    deadlines.set(busy, 1);
    deadlines.set(a, 2);

    deadlines.expire(5);

    assertThat(fired).as("b was due at once").containsExactly("b at 5");
    assertThat(c.set()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 500, Long.MIN_VALUE + 3, -500})
  void agreesWithTheSimplestModelAlsoWhereTheClockRunsOver(long start) {
    Random random = new Random(SEED);
    Map<Deadline, Long> model = new HashMap<>();
    Map<Deadline, Long> firedAt = new HashMap<>();
    List<Deadline> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Deadline[] self = new Deadline[1];
      self[0] = new Deadline(now -> assertThat(firedAt.put(self[0], self[0].atNanos)).isNull());
      all.add(self[0]);
    }
    long now = start;
    for (int step = 0; step < 20_000; step++) {
      Deadline any = all.get(random.nextInt(all.size()));
      switch (random.nextInt(6)) {
        case 0 -> {
          deadlines.cancel(any);
          model.remove(any);
        }
        case 1 -> {
          now += random.nextInt(10);
          deadlines.expire(now);
          long due = now;
          Map<Deadline, Long> expected = new HashMap<>(model);
          expected.values().removeIf(at -> at - due > 0);
          assertThat(firedAt).as("seed %s, step %s", SEED, step).isEqualTo(expected);
          model.keySet().removeAll(expected.keySet());
          firedAt.clear();
        }
        default -> {
          long at = now + random.nextInt(300) - 20;
          deadlines.set(any, at);
          model.put(any, at);
        }
      }
      assertThat(deadlines.size()).isEqualTo(model.size());
      assertThat(any.set()).isEqualTo(model.containsKey(any));
      assertThat(deadlines.untilNext(now))
          .as("seed %s, step %s", SEED, step)
          .isEqualTo(nearest(model, now));
    }
  }

  @Test
  void manyExpireInOrder() {
    Random random = new Random(SEED);
    List<Long> order = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Deadline[] self = new Deadline[1];
      self[0] = new Deadline(now -> order.add(self[0].atNanos));
      deadlines.set(self[0], random.nextInt(1_000));
    }

    deadlines.expire(1_000);

    assertThat(order).hasSize(10_000).isSorted();
  }

  private static long nearest(Map<Deadline, Long> model, long now) {
    return model.values().stream()
        .mapToLong(at -> Math.max(0, at - now))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private Deadline named(String name) {
    return new Deadline(now -> fired.add(name + " at " + now));
  }

  private Deadline repeating(long period) {
    again[0] =
        new Deadline(
            now -> {
              fired.add("again at " + now);
              deadlines.set(again[0], now + period);
            });
    return again[0];
  }
}

package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whoever connects while a router is stopped or released in order finds one all the same. */
@Isolated("an attempt more or less is a matter of milliseconds")
class OrderlyStopTest extends TwoRouters {

  /**
   * A machine that stands still for some beats loses one for each: it gets more than one chance.
   */
  private static final int CHANCES = 3;

  private static final int MOST_LOST = 1;

  @Test
  void nobodyIsTurnedAway() {
    scene.database(scene.master01, 1);
    Launcher one = scene.router(scene.router01, one());
    Launcher two = scene.router(scene.router02, two());
    settle(one, two);
    try (Attempts attempts =
        Attempts.start(scene.client, Scene.ADDRESS, Scene.READ_WRITE, 10, 3000)) {
      until("some succeed", () -> attempts.succeeded() > 20);
      assertThat(fewest(i -> release(i % 2 == 0 ? one : two, i % 2 == 0 ? two : one, attempts)))
          .as("lost by a release")
          .isLessThanOrEqualTo(MOST_LOST);
      assertThat(fewest(i -> stop(attempts))).as("lost by SIGTERM").isLessThanOrEqualTo(MOST_LOST);
    }
  }

  private static int fewest(ToIntFunction<Integer> round) {
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < CHANCES && fewest > MOST_LOST; i++) {
      fewest = Math.min(fewest, round.applyAsInt(i));
    }
    return fewest;
  }

  private int release(Launcher from, Launcher to, Attempts attempts) {
    int mark = to.process().mark();
    int before = attempts.failed().size();
    long asked = System.nanoTime();
    assertThat(from.admin().post("/api/v1/virtual-routers/VI_1/release").isOk()).isTrue();
    to.process().await(mark, LISTENS);
    settle(attempts);
    assertThat(holds(from.host())).isFalse();
    return lost("release", attempts, before, asked);
  }

  /** Stops whichever router is master, and starts it again. */
  private int stop(Attempts attempts) {
    Host master = holds(scene.router01) ? scene.router01 : scene.router02;
    Host other = holds(scene.router01) ? scene.router02 : scene.router01;
    Launcher running = scene.running(master);
    int before = attempts.failed().size();
    long asked = System.nanoTime();
    assertThat(running.stop()).as("exit status").isZero();
    settle(attempts);
    assertThat(holds(other)).isTrue();
    int lost = lost("SIGTERM", attempts, before, asked);
    Launcher again = scene.router(master, master == scene.router01 ? one() : two());
    again.process().await("Entering BACKUP STATE");
    until("one is master", () -> holds(scene.router01) != holds(scene.router02));
    settle(attempts);
    return lost;
  }

  /** Waits until attempts that began after now have succeeded, and all before them are over. */
  private static void settle(Attempts attempts) {
    int from = attempts.all().size();
    until(
        "new ones succeed",
        () ->
            attempts.all().stream().skip(from).filter(a -> !a.server().isEmpty()).count() > 20
                && attempts.all().stream().limit(from).allMatch(Attempts.Attempt::isDone));
  }

  private static int lost(String what, Attempts attempts, int before, long asked) {
    List<String> lost = attempts.failed().stream().skip(before).map(a -> a.words(asked)).toList();
    figure(
        "%s under %d attempts: lost %d %s",
        what, attempts.all().size(), lost.size(), lost.stream().limit(20).toList());
    return lost.size();
  }
}

package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever connects while a router is stopped or released in order finds one all the same. */
class OrderlyStopTest extends TwoRouters {

  @Test
  void nobodyIsTurnedAway() {
    scene.database(scene.master01, 1);
    Launcher one = scene.router(scene.router01, one());
    Launcher two = scene.router(scene.router02, two());
    one.process().await(LISTENS);
    two.process().await("Entering BACKUP STATE");
    try (Attempts attempts =
        Attempts.start(scene.client, Scene.ADDRESS, Scene.READ_WRITE, 10, 3000)) {
      until("some succeed", () -> attempts.succeeded() > 20);

      long asked = System.nanoTime();
      assertThat(one.admin().post("/api/v1/virtual-routers/VI_1/release").isOk()).isTrue();
      two.process().await(LISTENS);
      settle(attempts);
      report("release", attempts, 0, asked);
      int before = attempts.failed().size();

      asked = System.nanoTime();
      assertThat(two.stop()).as("exit status").isZero();
      settle(attempts);
      until("router01 has it", () -> holds(scene.router01));
      report("SIGTERM", attempts, before, asked);
    }
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

  private static void report(String what, Attempts attempts, int before, long asked) {
    List<String> lost =
        attempts.failed().stream().skip(before).map(a -> a.words(asked)).toList();
    figure("%s: of %d attempts lost %d %s", what, attempts.all().size(), lost.size(), lost);
    assertThat(lost).as(what).hasSizeLessThanOrEqualTo(1);
  }
}

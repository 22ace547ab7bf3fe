package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.VrrpListener.Transition;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class NotifierTest {

  private static Transition transition(int number) {
    return new Transition(
        "VI_1", VrrpState.BACKUP, VrrpState.ACTIVE, String.valueOf(number), Instant.EPOCH);
  }

  private static VrrpListener listener(java.util.function.Consumer<Transition> use) {
    return new VrrpListener() {
      @Override
      public void changed(Transition transition) {
        use.accept(transition);
      }
    };
  }

  /** One whose first listener fails, and whose second hears. */
  private static Notifier failingThen(
      Consumer<Transition> bug, List<String> heard, ThreadFactory threads) {
    return new Notifier(
        NOPLogger.NOP_LOGGER,
        List.of(listener(bug), listener(t -> heard.add(t.reason()))),
        threads);
  }

  @Test
  void tellsInOrderAndSurvivesAListenerThatThrows() {
    List<String> heard = new CopyOnWriteArrayList<>();
    Notifier notifier =
        failingThen(
            t -> {
              throw new IllegalStateException("a bug of the application");
            },
            heard,
            Thread::new);
    notifier.start();
    IntStream.range(0, 500).forEach(i -> notifier.tell(transition(i)));
    notifier.close();
    assertThat(heard)
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(String::valueOf).toList());
  }

  @Test
  void anErrorOfAListenerDoesNotEndTheThread() {
    List<String> heard = new CopyOnWriteArrayList<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Notifier notifier =
        failingThen(
            t -> {
              throw new AssertionError("a bug of the application");
            },
            heard,
            task -> {
              Thread thread = new Thread(task);
              threads.add(thread);
              return thread;
            });
    notifier.start();
    notifier.tell(transition(1));
    notifier.tell(transition(2));
    notifier.close();
    assertThat(heard).containsExactly("1", "2");
    assertThat(threads).hasSize(1);
  }
}

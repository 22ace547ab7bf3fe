package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.os.Edge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** Hooks act in step with the addresses, and cannot hold anything up. */
class HookedEdgeTest implements Edge {

  private static final VirtualRouterConfig CONFIG =
      VirtualRouterConfig.builder("VI_1")
          .interfaceName("eth0")
          .virtualRouterId(51)
          .addresses("10.0.0.1/24", "10.0.0.2/24")
          .build();

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final List<AddressHooks> toClose = new ArrayList<>();
  private boolean addWorks = true;

  private final AddressHook recording =
      new AddressHook() {
        @Override
        public void added(List<VirtualAddress> addresses) {
          done.add("added " + text(addresses));
        }

        @Override
        public void removing(List<VirtualAddress> addresses) {
          done.add("removing " + text(addresses));
        }
      };

  private static String text(List<VirtualAddress> addresses) {
    return addresses.stream().map(a -> a.address().getHostAddress()).toList().toString();
  }

  private HookedEdge edge(AddressHook... hooks) {
    AddressHooks made =
        new AddressHooks(NOPLogger.NOP_LOGGER, "VI_1", List.of(hooks), HookedEdgeTest::daemon);
    toClose.add(made);
    return new HookedEdge(this, made, Runnable::run, CONFIG);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  @AfterEach
  void close() {
    toClose.forEach(AddressHooks::close);
  }

  @Test
  void theyAreCalledRightAfterAndRightBefore() {
    HookedEdge edge = edge(recording);
    edge.removeAddresses();
    edge.addAddresses();
    edge.addAddresses();
    edge.removeAddresses();
    edge.removeAddresses();
    assertThat(done)
        .containsExactly(
            "remove",
            "add",
            "added [10.0.0.1, 10.0.0.2]",
            "add",
            "removing [10.0.0.1, 10.0.0.2]",
            "remove",
            "remove");
  }

  @Test
  void whatCouldNotBeAddedIsNotTold() {
    HookedEdge edge = edge(recording);
    addWorks = false;
    edge.addAddresses();
    edge.removeAddresses();
    assertThat(done).containsExactly("add", "remove");
  }

  @Test
  void anUpdateTellsWhatGoesAndWhatComes() {
    HookedEdge edge = edge(recording);
    edge.addAddresses();
    done.clear();
    edge.change(CONFIG.toBuilder().addresses("10.0.0.2/24", "10.0.0.3/24").build());
    edge.addAddresses();
    edge.removeAddresses();
    assertThat(done)
        .containsExactly(
            "removing [10.0.0.1]",
            "add",
            "added [10.0.0.3]",
            "removing [10.0.0.2, 10.0.0.3]",
            "remove");
  }

  @Test
  void theNextIsCalledAlsoAfterAnError() {
    HookedEdge edge =
        edge(
            new AddressHook() {
              @Override
              public void added(List<VirtualAddress> addresses) {
                throw new AssertionError("a bug of the application");
              }
            },
            recording);
    edge.addAddresses();
    assertThat(done).containsExactly("add", "added [10.0.0.1, 10.0.0.2]");
  }

  @Test
  void oneThatThrowsOrHangsHoldsNothingUp() {
    CountDownLatch hang = new CountDownLatch(1);
    HookedEdge edge =
        edge(
            new AddressHook() {
              @Override
              public void added(List<VirtualAddress> addresses) {
                throw new IllegalStateException("a bug of the application");
              }

              @Override
              public void removing(List<VirtualAddress> addresses) {
                try {
                  hang.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            },
            recording);
    edge.addAddresses();
    assertThat(done).containsExactly("add", "added [10.0.0.1, 10.0.0.2]");
    long began = System.nanoTime();
    edge.removeAddresses();
    assertThat(done).last().isEqualTo("remove");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(AddressHooks.PATIENCE)
        .isLessThan(Duration.ofSeconds(10));
    for (int i = 0; i < 3; i++) {
      edge.addAddresses();
      edge.removeAddresses();
    }
    hang.countDown();
  }

  @Override
  public void send(int priority) {}

  @Override
  public boolean addAddresses() {
    done.add("add");
    return addWorks;
  }

  @Override
  public void removeAddresses() {
    done.add("remove");
  }

  @Override
  public void announce() {}
}

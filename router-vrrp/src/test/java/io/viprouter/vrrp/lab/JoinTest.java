package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.lab.LabRouter.Kind;
import io.viprouter.vrrp.os.Tap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is master when routers join, by priority, preemption and address. */
class JoinTest extends TwoRouters {

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void bothAtOnce(Kind first, Kind second) {
    try (Tap tap = lab.tap()) {
      LabRouter a = start(first, one, Spec.v2(120));
      Await.until("it listens", seconds(5), () -> a.said("BACKUP"));
      LabRouter b = start(second, two, Spec.v2(80));
      master(a, 8);
      Await.settled("the only one", seconds(2), () -> a.isMaster() && !b.isMaster());
      assertThat(tap.seen().stream().filter(s -> s.isAdvert() && s.sender() == 104).count())
          .as("adverts of the loser")
          .isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void equalPriorities(Kind first, Kind second) {
    LabRouter a = start(first, one, Spec.v2(100));
    master(a, 8);
    LabRouter b = start(second, two, Spec.v2(100));
    Await.until("it listens", seconds(5), () -> b.said("BACKUP"));
    Await.always("the running one stays", seconds(5), () -> a.isMaster() && !b.isMaster());
    one.cut();
    Await.until("both are masters", seconds(5), b::isMaster);
    one.heal();
    Await.until("the higher address wins", seconds(3), () -> b.isMaster() && !a.isMaster());
    Await.always("and stays", seconds(2), () -> b.isMaster() && !a.isMaster());
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void withoutPreemption(Kind running, Kind joining) {
    LabRouter b = start(running, two, Spec.v2(80));
    master(b, 8);
    LabRouter a = start(joining, one, Spec.v2(120).with("preempt", "false"));
    Await.always("the running one stays", seconds(6), () -> b.isMaster() && !a.isMaster());
    b.stop();
    long took = Await.until("then the other", seconds(2), a::isMaster);
    assertThat(took).as("skew 531 ms, not 3.5 s").isLessThan(3000);
  }

  @ParameterizedTest
  @CsvSource({"KEEPALIVED, OURS", "OURS, KEEPALIVED"})
  void preemptDelay(Kind running, Kind joining) {
    LabRouter b = start(running, two, Spec.v2(80));
    master(b, 8);
    LabRouter a = start(joining, one, Spec.v2(120).with("delay", "5"));
    Await.until("it listens", seconds(5), () -> a.said("BACKUP"));
    long took = Await.until("it takes over", seconds(10), a::isMaster);
    assertThat(took).as("5 s from the first advert, then the rest").isBetween(6500L, 12_000L);
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void addressOwner(Kind first, Kind second) {
    LabRouter b = start(second, two, Spec.v2(200));
    master(b, 8);
    LabRouter a = start(first, one, Spec.v2(255));
    Await.until("at once", seconds(2.5), a::isMaster);
    Await.until("the other goes", seconds(2), () -> !b.isMaster());
    Await.always("and stays away", seconds(4), () -> a.isMaster() && !b.isMaster());
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void twoOwners(Kind first, Kind second) {
    LabRouter a = start(first, one, Spec.v2(255));
    LabRouter b = start(second, two, Spec.v2(255));
    Await.until("both were master", seconds(8), () -> wasMaster(a) && wasMaster(b));
    Await.until("one master", seconds(5), () -> a.isMaster() != b.isMaster());
    Await.settled("one master", seconds(3), () -> a.isMaster() != b.isMaster());
    boolean keepalived = first == Kind.KEEPALIVED || second == Kind.KEEPALIVED;
    assertThat(!keepalived || a.said("CONFIGURATION ERROR") || b.said("CONFIGURATION ERROR"))
        .as("keepalived says so; what ours says is a matter of ElectionTest")
        .isTrue();
  }

  private static boolean wasMaster(LabRouter router) {
    return router.said("Entering MASTER STATE") || router.said("to=ACTIVE");
  }
}

package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.VrrpListener.Transition;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.lab.LabRouter.Kind;
import io.viprouter.vrrp.os.Tap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application can do with a running virtual router, and what it can see. */
class ControlTest extends TwoRouters {

  /** Ours is master, keepalived listens. */
  private record Pair(LabRouter.InProcess a, LabRouter b) {}

  private Pair begin() {
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    LabRouter b = start(Kind.KEEPALIVED, two, Spec.v2(80));
    master(a, 6);
    Await.until("the other listens", seconds(5), () -> b.said("BACKUP"));
    Await.pause(seconds(1.1));
    return new Pair(a, b);
  }

  @Test
  void unfitGivesMastershipUpAtOnce() {
    Pair pair = begin();
    LabRouter.InProcess a = pair.a();
    LabRouter b = pair.b();
    a.router().fitness(false);
    long took = Await.until("the other takes over", seconds(2), b::isMaster);
    assertThat(took).as("skew 688 ms, not 3.7 s").isLessThan(3000);
    assertThat(a.router().status().state()).isEqualTo(VrrpState.FAULT);
    assertThat(a.isMaster()).isFalse();
    a.router().fitness(true);
    Await.until("it comes back", seconds(5), a::isMaster);
  }

  /** A health check with weight -50. */
  @ParameterizedTest
  @CsvSource({"KEEPALIVED", "OURS"})
  void aLowerPriorityMovesTheAddress(Kind other) {
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    LabRouter b = start(other, two, Spec.v2(80));
    master(a, 6);
    Await.until("the other listens", seconds(5), () -> b.said("BACKUP"));
    a.router().priority(120 - 50);
    long took = Await.until("the other takes over", seconds(8), b::isMaster);
    assertThat(took).as("at most an interval, then what is left of 3.7 s").isLessThan(8000);
    Await.until("one master", seconds(2), () -> !a.isMaster());
    assertThat(a.router().status().situation().effectivePriority()).isEqualTo(70);
    a.router().priority(120);
    Await.until("it comes back", seconds(8), () -> a.isMaster() && !b.isMaster());
  }

  @Test
  void releaseHandsOverOnce() {
    Pair pair = begin();
    LabRouter.InProcess a = pair.a();
    LabRouter b = pair.b();
    a.router().release();
    Await.until("the other takes over", seconds(1.5), b::isMaster);
    Await.always("and keeps it", seconds(6), () -> b.isMaster() && !a.isMaster());
    b.stop();
    Await.until("back when the other goes", seconds(2), a::isMaster);
  }

  @Test
  void anUpdateKeepsMastershipAndAnnouncesOnlyWhatIsNew() {
    LabRouter.InProcess a =
        inProcess(one, Spec.v2(120).with("garp-delay", "0").with("garp-refresh", "0"));
    master(a, 6);
    Tap tap = lab.tap();
    a.router()
        .update(
            RouterProcess.config(
                Spec.v2(110)
                    .with("addresses", Spec.VIP + "/24,172.168.1.21/24")
                    .with("garp-delay", "0")
                    .with("garp-refresh", "0")));
    Await.until("the new one is there", seconds(1), () -> one.has("172.168.1.21"));
    Await.always("it stays master", seconds(2), a::isMaster);
    List<Tap.Seen> seen = tap.seen();
    assertThat(seen.stream().filter(Tap.Seen::isAdvert).map(Tap.Seen::priority))
        .contains(110)
        .doesNotContain(0);
    assertThat(seen.stream().filter(Tap.Seen::isAnnouncement).map(s -> s.frame()[31] & 0xff))
        .hasSize(5)
        .containsOnly(21);
    a.router().update(RouterProcess.config(Spec.v2(110).with("addresses", "172.168.1.21/24")));
    Await.until("the old one is gone", seconds(1), () -> !one.has(Spec.VIP));
    assertThat(one.has("172.168.1.21")).isTrue();
    assertThat(a.router().status().situation().last().count()).isEqualTo(2);
  }

  @Test
  void fiveAnnouncementsAndFiveMore() {
    Tap tap = lab.tap();
    LabRouter.InProcess a =
        inProcess(one, Spec.v2(120).with("garp-delay", "3").with("garp-refresh", "0"));
    master(a, 6);
    Await.pause(seconds(1));
    assertThat(announcements(tap)).isEqualTo(5);
    Await.pause(seconds(4));
    assertThat(announcements(tap)).isEqualTo(10);
  }

  private static long announcements(Tap tap) {
    return tap.seen().stream()
        .filter(s -> s.isAnnouncement() && s.sender() == 102 && (s.frame()[31] & 0xff) == 20)
        .count();
  }

  @Test
  void stopSaysGoodbyeAndTellsListenersInOrder() {
    Pair pair = begin();
    LabRouter.InProcess a = pair.a();
    Tap tap = lab.tap();
    a.stop();
    assertThat(one.has(Spec.VIP)).isFalse();
    assertThat(tap.seen().stream().filter(s -> s.isAdvert() && s.sender() == 102))
        .last()
        .extracting(Tap.Seen::priority)
        .isEqualTo(0);
    assertThat(a.told().stream().map(Transition::to))
        .containsExactly(VrrpState.BACKUP, VrrpState.ACTIVE, VrrpState.INITIALIZE);
    assertThat(a.router().status().traffic().sent().goodbyes()).isEqualTo(1);
  }

  @Test
  void aLeftoverIsRemovedAndTheSourceIsNeverVirtual() {
    Lab.ip("-n " + one.namespace() + " addr flush dev eth0");
    one.addAddress(Spec.VIP + "/24");
    one.addAddress("172.168.1.102/24");
    Tap tap = lab.tap();
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    assertThat(one.has(Spec.VIP)).as("removed at start").isFalse();
    assertThat(one.has("172.168.1.102")).as("which the kernel had taken along").isTrue();
    master(a, 6);
    Await.pause(seconds(2));
    assertThat(tap.seen().stream().filter(Tap.Seen::isAdvert))
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s.frame()[29] & 0xff).isEqualTo(102));
  }

  @Test
  void aMissingInterfaceIsAFaultUntilItComes() {
    LabRouter.InProcess a = inProcess(one, Spec.v2(120).with("interface", "eth7"));
    assertThat(a.router().status().state()).isEqualTo(VrrpState.FAULT);
    one.addInterface("eth7");
    Lab.ip("-n " + one.namespace() + " addr add 172.168.2.1/24 dev eth7");
    Await.until("master", seconds(6), () -> a.router().status().state() == VrrpState.ACTIVE);
    one.removeInterface("eth7");
    Await.until("FAULT", seconds(2), () -> a.router().status().state() == VrrpState.FAULT);
    one.addInterface("eth7");
    Lab.ip("-n " + one.namespace() + " addr add 172.168.2.1/24 dev eth7");
    Await.until("master again", seconds(6), () -> a.router().status().state() == VrrpState.ACTIVE);
  }

  @Test
  void theStatusTellsEverything() {
    Pair pair = begin();
    LabRouter.InProcess a = pair.a();
    LabRouter b = pair.b();
    var status = a.router().status();
    assertThat(status.state().word()).isEqualTo("MASTER");
    assertThat(status.situation().master())
        .hasValueSatisfying(m -> assertThat(m.getHostAddress()).isEqualTo("172.168.1.102"));
    assertThat(status.situation().last().reason()).isEqualTo("no advertisement came in time");
    assertThat(status.situation().last().count()).isEqualTo(2);
    assertThat(status.situation().effectivePriority()).isEqualTo(120);
    assertThat(status.traffic().sent().count()).isPositive();
    assertThat(status.traffic().announcementsSent()).isGreaterThanOrEqualTo(5);
    a.router().fitness(false);
    Await.until("the other takes over", seconds(2), b::isMaster);
    a.router().fitness(true);
    Await.until(
        "it hears the other",
        seconds(3),
        () ->
            a.router()
                    .status()
                    .situation()
                    .master()
                    .filter(m -> m.getHostAddress().equals("172.168.1.104"))
                    .isPresent()
                || a.router().status().traffic().received().count() > 0);
    assertThat(a.router().status().traffic().received().count()).isPositive();
  }

  @Test
  void aLeftoverWithAnotherPrefixIsRemovedToo() {
    one.addAddress(Spec.VIP + "/32");
    inProcess(one, Spec.v2(120));
    assertThat(one.has(Spec.VIP)).isFalse();
  }

  @Test
  void theDriverMayAskForRealTime() throws java.io.IOException {
    inProcess(one, Spec.v2(120).with("name", "RT").with("rt", "1"));
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      List<String> realTime =
          tasks
              .map(ControlTest::stat)
              .filter(stat -> policy(stat) == 1)
              .map(stat -> stat.substring(stat.indexOf('('), stat.indexOf(')')))
              .toList();
      assertThat(realTime).singleElement().asString().startsWith("(router-vrrp-RT");
    }
  }

  private static String stat(Path task) {
    try {
      return Files.readString(task.resolve("stat"));
    } catch (java.io.IOException e) {
      return "0 (ended) S" + " 0".repeat(60);
    }
  }

  /** Field 41 of proc(5); 1 is SCHED_FIFO. */
  private static int policy(String stat) {
    String rest = stat.substring(stat.lastIndexOf(')') + 2);
    return Integer.parseInt(com.google.common.base.Splitter.on(' ').splitToList(rest).get(38));
  }
}

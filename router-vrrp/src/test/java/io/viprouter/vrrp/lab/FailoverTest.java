package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.lab.LabRouter.Kind;
import io.viprouter.vrrp.os.Tap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two routers that come, go, break and are paused, in every mixture of ours and keepalived's. */
class FailoverTest extends TwoRouters {

  @ParameterizedTest
  @CsvSource({"PROCESS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void electionThenStopThenPreempt(Kind first, Kind second) {
    Client client = client(one, two);
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(80));
    master(a, 15);
    Await.until("the client sees it", seconds(3), () -> client.sees(one));
    Await.settled("the other is not", seconds(2), () -> !b.isMaster());

    long stopped = System.nanoTime();
    a.stop();
    Await.until("the other takes over", seconds(3), () -> client.sees(two));
    assertThat(client.blackoutMs(stopped)).as("skew").isBetween(500.0, 3000.0);
    assertThat(one.has(Spec.VIP)).isFalse();

    long again = System.nanoTime();
    start(first, one, Spec.v2(120));
    Await.until("it comes back", seconds(15), () -> client.sees(one));
    assertThat(client.blackoutMs(again)).isLessThan(500);
    Await.until("the other has gone", seconds(1), () -> !b.isMaster());
  }

  @ParameterizedTest
  @CsvSource({"PROCESS, KEEPALIVED", "KEEPALIVED, OURS", "PROCESS, OURS"})
  void killedAndRestarted(Kind first, Kind second) {
    Client client = client(one, two);
    LabRouter a = start(first, one, Spec.v2(120));
    master(a, 15);
    LabRouter b = start(second, two, Spec.v2(80));
    Await.until("the other listens", seconds(15), () -> b.said("BACKUP"));

    long killed = System.nanoTime();
    a.kill();
    Await.until("the other takes over", seconds(5), () -> client.sees(two));
    assertThat(client.firstAnswerMs(two, killed)).isLessThan(6000);
    assertThat(one.has(Spec.VIP)).as("a killed router leaves its address").isTrue();

    LabRouter c = start(first, one, Spec.v2(120));
    Await.until("the leftover is removed", seconds(10), () -> !one.has(Spec.VIP));
    master(c, 8);
    Await.until("the client sees it", seconds(3), () -> client.sees(one));
    Await.until("the other has gone", seconds(1), () -> !b.isMaster());
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void linkDownAndUp(Kind first, Kind second) {
    Client client = client(one, two);
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(80));
    Await.until("the client sees it", seconds(15), () -> client.sees(one));

    long down = System.nanoTime();
    one.linkDown();
    Await.until("the other takes over", seconds(5), () -> client.sees(two));
    assertThat(client.blackoutMs(down)).isLessThan(6000);
    Await.until("no address without a link", seconds(1), () -> !one.has(Spec.VIP));

    long up = System.nanoTime();
    one.linkUp();
    Await.until("it comes back", seconds(6), () -> client.sees(one));
    assertThat(client.blackoutMs(up)).isLessThan(500);
    Await.until("the other has gone", seconds(1), () -> !b.isMaster());
    assertThat(a.isMaster()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void silentCutAndHeal(Kind first, Kind second) {
    Client client = client(one, two);
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(80));
    Await.until("the client sees it", seconds(15), () -> client.sees(one));

    List<Double> blackouts = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      one.cut();
      Await.until("the other takes over", seconds(5), () -> client.sees(two));
      assertThat(a.isMaster()).as("it cannot know").isTrue();
      Await.pause(seconds(0.3 * round));
      long healed = System.nanoTime();
      one.heal();
      Await.until("one master again", seconds(3), () -> !b.isMaster());
      Await.until("the client sees it", seconds(3), () -> client.sees(one));
      Await.pause(seconds(0.5));
      blackouts.add(client.blackoutMs(healed));
    }
    assertThat(blackouts.stream().sorted().toList().get(1)).as("median").isLessThan(100);
    // The next advertisement would put right what is lost, after a second: nothing must be lost.
    assertThat(blackouts).allSatisfy(ms -> assertThat(ms).isLessThan(500));
  }

  @ParameterizedTest
  @CsvSource({"PROCESS, KEEPALIVED", "KEEPALIVED, OURS", "PROCESS, OURS"})
  void pausedMaster(Kind first, Kind second) {
    Client client = client(one, two);
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(80));
    Await.until("the client sees it", seconds(15), () -> client.sees(one));

    a.pause();
    Await.pause(seconds(1.5));
    a.resume();
    Await.always("nothing happens", seconds(3), () -> !b.isMaster());

    a.pause();
    Await.until("the other takes over", seconds(5), b::isMaster);
    Await.pause(seconds(1));
    try (Tap tap = lab.tap()) {
      long woken = System.nanoTime();
      a.resume();
      Await.until("one master again", seconds(2), () -> !b.isMaster());
      Await.until("the client sees it", seconds(1), () -> client.sees(one));
      assertThat(client.blackoutMs(woken)).isLessThan(500);
      assertThat(tap.seen().stream().filter(s -> s.isAnnouncement() && s.sender() == 102).count())
          .as("announcements of the survivor")
          .isGreaterThanOrEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, PROCESS", "OURS, PROCESS"})
  void pausedBackup(Kind first, Kind second) {
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(80));
    master(a, 15);
    Await.until("the other listens", seconds(15), () -> b.said("BACKUP"));
    b.pause();
    Await.pause(seconds(6));
    b.resume();
    Await.always("no false takeover", seconds(4), () -> !b.isMaster() && a.isMaster());
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void addressRemovedByHand(Kind first, Kind second) {
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(80));
    master(a, 15);
    Await.until("the other listens", seconds(5), () -> !b.isMaster());
    Await.pause(seconds(1));
    one.removeAddress(Spec.VIP + "/24");
    long back = Await.until("somebody has it", seconds(2), () -> a.isMaster() || b.isMaster());
    assertThat(back).as("at most the skew time, not a down interval").isLessThan(3000);
    // Ours puts it back where it was; keepalived gives mastership up and takes it again.
    Await.always(
        "and keeps it",
        seconds(2),
        () -> a.isMaster() ? first == Kind.KEEPALIVED || !b.isMaster() : b.isMaster());
    assertThat(first == Kind.KEEPALIVED || a.isMaster()).isTrue();
  }

  /** The worse router hears nothing, and is heard. */
  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void oneWayLossDoesNotFlap(Kind first, Kind second) {
    try (LogCapture log = LogCapture.of("ONE_WAY_" + first + second)) {
      LabRouter a = start(first, one, Spec.v2(120).with("name", log.name()));
      LabRouter b = start(second, two, Spec.v2(80).with("name", log.name()));
      master(a, 15);
      Await.until("the other listens", seconds(15), () -> b.said("BACKUP"));
      two.hearsMulticast(false);
      Await.until("it hears nothing and takes over", seconds(8), b::isMaster);
      Await.always("no flapping", seconds(5), () -> a.isMaster() && b.isMaster());
      assertThat(first == Kind.KEEPALIVED || log.said("is master, too, with priority 80"))
          .as("ours names the other")
          .isTrue();
      two.hearsMulticast(true);
      Await.until("one master again", seconds(4), () -> !b.isMaster());
      assertThat(a.isMaster()).isTrue();
    }
  }

  /** The better router hears nothing, and is heard. */
  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void aDeafMasterIsStillHeard(Kind first, Kind second) {
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(80));
    master(a, 15);
    Await.until("the other listens", seconds(15), () -> b.said("BACKUP"));
    one.hearsMulticast(false);
    Await.always("nothing happens", seconds(5), () -> a.isMaster() && !b.isMaster());
  }
}

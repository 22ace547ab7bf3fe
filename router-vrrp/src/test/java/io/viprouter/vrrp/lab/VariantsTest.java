package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.lab.LabRouter.Kind;
import io.viprouter.vrrp.os.Tap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version 3, short intervals, IPv6 and unicast, in every mixture of ours and keepalived's. */
class VariantsTest extends TwoRouters {

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void version3EveryTenthOfASecond(Kind first, Kind second) {
    Client client = client(one, two);
    LabRouter a = start(first, one, Spec.v3(120, 100));
    LabRouter b = start(second, two, Spec.v3(80, 100));
    Await.until("the client sees it", seconds(5), () -> client.sees(one));
    Await.until("the other listens", seconds(5), () -> b.said("BACKUP"));
    Await.pause(seconds(0.5));

    one.cut();
    Await.until("the other takes over", seconds(2), () -> client.sees(two));
    long healed = System.nanoTime();
    one.heal();
    Await.until("one master again", seconds(2), () -> !b.isMaster() && client.sees(one));
    Await.pause(seconds(0.3));
    assertThat(client.blackoutMs(healed)).isLessThan(500);

    long stopped = System.nanoTime();
    a.stop();
    Await.until("the other takes over", seconds(2), () -> client.sees(two));
    assertThat(client.blackoutMs(stopped)).as("skew 69 ms").isBetween(50.0, 400.0);
  }

  @Test
  void theIntervalOfTheMasterIsLearned() {
    LabRouter a = start(Kind.KEEPALIVED, one, Spec.v3(120, 500));
    LabRouter b = start(Kind.OURS, two, Spec.v3(80, 1000));
    master(a, 5);
    Await.pause(seconds(2));
    a.kill();
    long took = Await.until("it takes over", seconds(5), b::isMaster);
    assertThat(took).as("3 x 0.5 s + skew").isBetween(1200L, 2300L);
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void overIpv6(Kind first, Kind second) {
    Client client = lab.closing(new Client(user, "fd00:1::20", one, two));
    one.addAddress("fd00:1::102/64");
    two.addAddress("fd00:1::104/64");
    user.addAddress("fd00:1::50/64");
    Tap tap = lab.tap();
    LabRouter a = start(first, one, Spec.v6(120, 500));
    LabRouter b = start(second, two, Spec.v6(80, 500));
    Await.until("both addresses", seconds(6), () -> one.has("fe80::20") && one.has("fd00:1::20"));
    Await.until("the client sees it", seconds(3), () -> client.sees(one));
    Await.until("it announces", seconds(2), () -> announcements(tap, 102) >= 10);
    Await.always("the only one", seconds(3), () -> !two.has("fe80::20"));
    a.stop();
    Await.until("the other takes over", seconds(3), () -> client.sees(two));
    assertThat(one.has("fe80::20") || one.has("fd00:1::20")).isFalse();
    assertThat(b.said("BACKUP")).isTrue();
  }

  private static long announcements(Tap tap, int sender) {
    return tap.seen().stream().filter(s -> s.isAnnouncement() && s.sender() == sender).count();
  }

  @ParameterizedTest
  @CsvSource({
    "OURS, KEEPALIVED, 2",
    "KEEPALIVED, OURS, 2",
    "OURS, OURS, 2",
    "OURS, KEEPALIVED, 3",
    "KEEPALIVED, OURS, 3"
  })
  void unicast(Kind first, Kind second, int version) {
    Spec spec = version == 2 ? Spec.v2(120) : Spec.v3(120, 1000);
    LabRouter a = start(first, one, spec.with("peers", two.address()));
    LabRouter b = start(second, two, spec.with("priority", "80").with("peers", one.address()));
    master(a, 6);
    Await.always("the only one", seconds(4), () -> a.isMaster() && !b.isMaster());
    a.stop();
    Await.until("the other takes over", seconds(1.5), b::isMaster);
  }

  @Test
  void aUnicastRouterDropsStrangers() {
    LabRouter.InProcess a = inProcess(one, Spec.v2(80).with("peers", "172.168.1.77"));
    start(Kind.OURS, two, Spec.v2(120).with("peers", one.address()));
    Await.until(
        "strangers are counted",
        seconds(8),
        () -> a.router().status().traffic().rejected().containsKey(RejectReason.SENDER));
    master(a, 6);
  }
}

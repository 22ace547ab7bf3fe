package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.RejectReason;
import io.viprouter.vrrp.lab.LabRouter.Kind;
import io.viprouter.vrrp.os.Tap;
import java.util.List;
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
    assertThat(client.blackoutMs(stopped)).as("skew 69 ms").isBetween(50.0, 1000.0);
  }

  @ParameterizedTest
  @CsvSource({"KEEPALIVED, OURS", "OURS, KEEPALIVED", "OURS, OURS"})
  void theIntervalOfTheMasterIsLearned(Kind first, Kind second) {
    LabRouter a = start(first, one, Spec.v3(120, 500));
    LabRouter b = start(second, two, Spec.v3(80, 2000));
    master(a, 8);
    Await.until("the other listens", seconds(5), () -> b.said("BACKUP"));
    Await.pause(seconds(2));
    one.cut();
    long took = Await.until("it takes over", seconds(8), b::isMaster);
    assertThat(took).as("3 x 0.5 s + skew, not 3 x 2 s").isBetween(1000L, 3500L);
  }

  /** Thirty milliseconds of silence are a takeover, so the drivers ask for real-time scheduling. */
  @ParameterizedTest
  @CsvSource({"PROCESS, KEEPALIVED", "KEEPALIVED, PROCESS"})
  void version3EveryHundredthOfASecond(Kind first, Kind second) {
    Client client = client(one, two);
    Spec spec = Spec.v3(120, 10).with("rt", "50");
    LabRouter a = start(first, one, spec);
    LabRouter b = start(second, two, spec.with("priority", "80"));
    Await.until("the client sees it", seconds(15), () -> client.sees(one));
    Await.until("the other listens", seconds(15), () -> b.said("BACKUP"));
    long cut = System.nanoTime();
    one.cut();
    Await.until("the other takes over", seconds(2), () -> client.sees(two));
    assertThat(client.firstAnswerMs(two, cut)).as("3 x 10 ms + skew").isLessThan(1000);
    one.heal();
    Await.until("one master again", seconds(3), () -> !b.isMaster() && client.sees(one));
    long stopped = System.nanoTime();
    a.stop();
    Await.until("the other takes over", seconds(3), () -> client.sees(two));
    Await.pause(seconds(0.2));
    assertThat(client.blackoutMs(stopped)).as("skew 7 ms").isLessThan(1000);
  }

  /** On an interface that is another one's, with a second address: the source is the first. */
  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "KEEPALIVED, OURS", "OURS, OURS"})
  void anInterfaceOnTopOfAnotherWithASecondAddress(Kind first, Kind second) {
    for (Lab.Host host : List.of(one, two)) {
      String ns = "-n " + host.namespace();
      Lab.ip(ns + " link add link eth0 name sub0 type macvlan mode bridge");
      Lab.ip(ns + " link set sub0 up");
      Lab.ip(ns + " addr add 172.168.7." + host.number + "/24 dev sub0");
      Lab.ip(ns + " addr add 172.168.7." + (host.number + 100) + "/24 dev sub0");
    }
    Spec spec = Spec.v2(120).with("interface", "sub0").with("addresses", "172.168.7.20/24");
    Tap tap = lab.tap();
    LabRouter a = start(first, one, spec);
    LabRouter b = start(second, two, spec.with("priority", "80"));
    Await.until("master", seconds(8), () -> on(one, "172.168.7.20"));
    Await.settled("the only one", seconds(3), () -> !on(two, "172.168.7.20"));
    assertThat(b.said("BACKUP")).isTrue();
    assertThat(tap.seen().stream().filter(Tap.Seen::isAdvert))
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s.frame()[29] & 0xff).isEqualTo(102));
    a.stop();
    Await.until("the other takes over", seconds(3), () -> on(two, "172.168.7.20"));
  }

  private static boolean on(Lab.Host host, String address) {
    return host.has("sub0", address);
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
    Await.settled("the only one", seconds(3), () -> !two.has("fe80::20"));
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
    Await.settled("the only one", seconds(4), () -> a.isMaster() && !b.isMaster());
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

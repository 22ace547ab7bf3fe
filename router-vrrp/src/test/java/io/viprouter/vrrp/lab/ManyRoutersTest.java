package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.lab.LabRouter.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three routers, two virtual routers at once, sync groups. */
class ManyRoutersTest extends TwoRouters {

  private static final String SECOND_VIP = "172.168.1.21";

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED, OURS", "KEEPALIVED, OURS, KEEPALIVED"})
  void threeInOrder(Kind first, Kind second, Kind third) {
    Lab.Host three = lab.host("r3", 106);
    LabRouter a = start(first, one, Spec.v2(120));
    LabRouter b = start(second, two, Spec.v2(100));
    LabRouter c = start(third, three, Spec.v2(80));
    master(a, 6);
    Await.settled("alone", seconds(2), () -> !b.isMaster() && !c.isMaster());
    a.stop();
    Await.until("the second", seconds(2), b::isMaster);
    Await.always("alone", seconds(2), () -> b.isMaster() && !c.isMaster());
    b.stop();
    Await.until("the third", seconds(2), c::isMaster);
  }

  @Test
  void threeEqualsKeepTheFirst() {
    Lab.Host three = lab.host("r3", 106);
    LabRouter a = start(Kind.OURS, one, Spec.v2(100));
    LabRouter b = start(Kind.KEEPALIVED, two, Spec.v2(100));
    LabRouter c = start(Kind.OURS, three, Spec.v2(100));
    Await.until("one", seconds(6), () -> a.isMaster() || b.isMaster() || c.isMaster());
    Await.settled(
        "one alone", seconds(1), () -> Stream.of(a, b, c).filter(LabRouter::isMaster).count() == 1);
    boolean wasA = a.isMaster();
    boolean wasB = b.isMaster();
    boolean wasC = c.isMaster();
    assertThat((wasA ? 1 : 0) + (wasB ? 1 : 0) + (wasC ? 1 : 0)).isEqualTo(1);
    Await.always(
        "and it stays",
        seconds(4),
        () -> a.isMaster() == wasA && b.isMaster() == wasB && c.isMaster() == wasC);
  }

  @Test
  void twoVirtualRoutersAtOnce() {
    Spec second =
        Spec.v2(80).with("name", "VI_2").with("vrid", "52").with("addresses", SECOND_VIP + "/24");
    start(Kind.OURS, one, Spec.v2(120));
    LabRouter other = start(Kind.OURS, one, second);
    start(Kind.KEEPALIVED, two, Spec.v2(80), second.with("priority", "120"));
    Await.until("each has one", seconds(8), () -> one.has(Spec.VIP) && two.has(SECOND_VIP));
    Await.settled("and only one", seconds(2), () -> !one.has(SECOND_VIP) && !two.has(Spec.VIP));
    other.stop();
    Await.always("independent", seconds(1), () -> one.has(Spec.VIP) && two.has(SECOND_VIP));
  }

  @ParameterizedTest
  @CsvSource({"OURS, KEEPALIVED", "OURS, OURS"})
  void aSyncGroupMovesTogether(Kind first, Kind second) {
    one.addInterface("trk0");
    Spec inner = Spec.v2(120).with("sync", "G1");
    Spec outer =
        inner.with("name", "VI_2").with("vrid", "52").with("addresses", SECOND_VIP + "/24");
    start(first, one, inner, outer.with("track", "trk0"));
    Await.until("both", seconds(15), () -> one.has(Spec.VIP) && one.has(SECOND_VIP));
    start(second, two, inner.with("priority", "80"), outer.with("priority", "80"));
    Await.always("both", seconds(4), () -> one.has(Spec.VIP) && one.has(SECOND_VIP));

    one.carrier("trk0", false);
    Await.until("none", seconds(1), () -> !one.has(Spec.VIP) && !one.has(SECOND_VIP));
    Await.until("both have moved", seconds(8), () -> two.has(Spec.VIP) && two.has(SECOND_VIP));

    one.carrier("trk0", true);
    Await.until(
        "both are back",
        seconds(8),
        () ->
            one.has(Spec.VIP) && one.has(SECOND_VIP) && !two.has(Spec.VIP) && !two.has(SECOND_VIP));
    Await.always("and stay", seconds(2), () -> one.has(Spec.VIP) && one.has(SECOND_VIP));
  }
}

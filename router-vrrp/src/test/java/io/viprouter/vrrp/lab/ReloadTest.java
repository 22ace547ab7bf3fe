package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.os.Tap;
import org.junit.jupiter.api.Test;

/** Another configuration while it runs: no goodbye, no change of master. */
class ReloadTest extends TwoRouters {

  private static void update(LabRouter.InProcess router, Spec spec) {
    router.router().update(RouterProcess.config(spec));
  }

  @Test
  void everythingButItsNature() {
    Spec spec = Spec.v3(120, 1000);
    Client client = client(one, two);
    LabRouter.InProcess a = inProcess(one, spec);
    LabRouter.InProcess b = inProcess(two, spec.with("priority", "80"));
    Await.until("the client sees it", seconds(8), () -> client.sees(one));
    Tap tap = lab.tap();
    long began = System.nanoTime();

    Spec faster = spec.with("interval", "500");
    update(a, faster);
    update(b, faster.with("priority", "90"));
    Await.until("the backup learns", seconds(3), () -> adverts(tap, 50));
    Spec unicast = faster.with("peers", two.address());
    update(b, faster.with("priority", "90").with("peers", one.address()));
    update(a, unicast);
    Await.always("one master", seconds(2), () -> a.isMaster() && !b.isMaster());
    update(a, faster);
    update(b, faster.with("priority", "90"));
    Await.always("one master", seconds(2), () -> a.isMaster() && !b.isMaster());
    assertThat(client.blackoutMs(began)).isLessThan(400);
    assertThat(tap.seen().stream().filter(Tap.Seen::isAdvert).map(Tap.Seen::priority))
        .doesNotContain(0);
    assertThat(a.router().status().situation().last().count()).isEqualTo(2);
    assertThat(b.told()).hasSize(1);
    assertThat(b.router().status().situation().effectivePriority()).isEqualTo(90);
  }

  private static boolean adverts(Tap tap, int centis) {
    return tap.seen().stream()
        .filter(Tap.Seen::isAdvert)
        .anyMatch(s -> s.frame()[39] == centis && s.sender() == 102);
  }

  @Test
  void aPasswordOnBothWithinTheDownInterval() {
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    LabRouter.InProcess b = inProcess(two, Spec.v2(80));
    master(a, 8);
    update(a, Spec.v2(120).with("pass", "other"));
    update(b, Spec.v2(80).with("pass", "other"));
    Await.always("one master", seconds(5), () -> a.isMaster() && !b.isMaster());
  }

  @Test
  void trackedInterfacesAndWeights() {
    one.addInterface("trk0");
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    master(a, 8);
    a.router().priority(70);
    update(a, Spec.v2(120).with("track", "trk0"));
    Await.always("it stays", seconds(1), a::isMaster);
    assertThat(a.router().status().situation().effectivePriority()).as("a weight").isEqualTo(70);
    one.carrier("trk0", false);
    Await.until("FAULT", seconds(4), () -> state(a) == VrrpState.FAULT);
    update(a, Spec.v2(130));
    Await.until("no longer of interest", seconds(3), () -> state(a) == VrrpState.BACKUP);
    assertThat(a.router().status().situation().effectivePriority()).isEqualTo(130);
  }

  private static VrrpState state(LabRouter.InProcess router) {
    return router.router().status().state();
  }

  @Test
  void itsNatureStays() {
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> update(a, Spec.v2(120).with("vrid", "52")))
        .withMessageContaining("virtual-router-id: 52, cannot be changed from 51 while running");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> update(a, Spec.v2(120).with("interface", "eth9")))
        .withMessageContaining("interface: eth9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> update(a, Spec.v3(120, 1000)))
        .withMessageContaining("version: 3");
  }
}

package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.lab.LabRouter.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Nothing happens for a long time, on a busy machine: {@code -Dvrrp.soak=1800} for half an hour,
 * {@code -Dvrrp.soak.hogs=6} for six processes that do nothing but run. Short in ordinary builds.
 */
@Isolated
class SoakTest extends TwoRouters {

  private static final int SECONDS = Integer.getInteger("vrrp.soak", 15);
  private static final int HOGS = Integer.getInteger("vrrp.soak.hogs", 6);

  @Test
  void noTransitionsUnderLoad() {
    List<LabRouter> routers = new ArrayList<>();
    String[] names = {"VI_1", "VI_2", "VI_3"};
    Kind[][] pairs = {
      {Kind.PROCESS, Kind.KEEPALIVED}, {Kind.KEEPALIVED, Kind.PROCESS}, {Kind.PROCESS, Kind.PROCESS}
    };
    for (int i = 0; i < pairs.length; i++) {
      Spec spec =
          Spec.v2(120)
              .with("name", names[i])
              .with("vrid", String.valueOf(51 + i))
              .with("addresses", address(i) + "/24");
      routers.add(start(pairs[i][0], one, spec));
      routers.add(start(pairs[i][1], two, spec.with("priority", "80")));
    }
    Await.until("all are masters", seconds(30), () -> settled(pairs.length));
    Await.until(
        "and the others listen",
        seconds(30),
        () -> routers.stream().allMatch(router -> router.said("BACKUP")));
    Await.pause(seconds(2));
    List<Long> before = transitions(routers);
    for (int i = 0; i < HOGS; i++) {
      lab.closing(new LabProcess(user.namespace(), List.of("sh", "-c", "while :; do :; done")));
    }
    Await.pause(Duration.ofSeconds(SECONDS));
    assertThat(transitions(routers)).isEqualTo(before);
    assertThat(settled(pairs.length)).isTrue();
  }

  private static String address(int pair) {
    return "172.168.1." + (20 + pair);
  }

  private boolean settled(int pairs) {
    for (int i = 0; i < pairs; i++) {
      if (!one.has(address(i)) || two.has(address(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Long> transitions(List<LabRouter> routers) {
    return routers.stream().map(LabRouter::transitions).toList();
  }
}

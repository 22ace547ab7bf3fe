package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Virtual routers of one process that share an interface leave each other's addresses alone. */
class RemovalTest extends TwoRouters {

  private static final int ROUTERS = 4;
  private static final int ROUNDS = 40;

  @Test
  void addressesThatGoTogetherStayAway() {
    List<LabRouter.InProcess> all = new ArrayList<>();
    for (int i = 0; i < ROUTERS; i++) {
      all.add(
          inProcess(
              one,
              Spec.v2(255)
                  .with("name", "VI_" + i)
                  .with("vrid", String.valueOf(60 + i))
                  .with("addresses", address(i) + "/24")));
    }
    for (int round = 0; round < ROUNDS; round++) {
      Await.until("all up", seconds(10), () -> present() == ROUTERS);
      all.stream().map(LabRouter.InProcess::router).forEach(router -> router.fitness(false));
      Await.until("all at fault", seconds(10), () -> all.stream().allMatch(RemovalTest::atFault));
      assertThat(present()).as("left in round %s", round).isZero();
      all.stream().map(LabRouter.InProcess::router).forEach(router -> router.fitness(true));
    }
    assertThat(one.has(one.address())).isTrue();
  }

  private static String address(int router) {
    return "172.168.1." + (30 + router);
  }

  private static boolean atFault(LabRouter.InProcess router) {
    return router.router().status().state() == VrrpState.FAULT;
  }

  private long present() {
    long count = 0;
    for (int i = 0; i < ROUTERS; i++) {
      count += one.has(address(i)) ? 1 : 0;
    }
    return count;
  }
}

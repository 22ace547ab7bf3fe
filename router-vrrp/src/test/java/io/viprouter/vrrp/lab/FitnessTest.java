package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.lab.LabRouter.Kind;
import io.viprouter.vrrp.os.NetworkNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A router that can serve only as a last resort gives way to every other, and to nobody. */
class FitnessTest extends TwoRouters {

  @ParameterizedTest
  @CsvSource({"KEEPALIVED, true", "KEEPALIVED, false", "OURS, true", "OURS, false"})
  void aFitRouterTakesOverAtOnceAndTheAddressIsNeverGone(Kind other, boolean preempt) {
    Client client = client(one, two);
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    LabRouter b = start(other, two, Spec.v2(80).with("preempt", String.valueOf(preempt)));
    Await.until("the client sees it", seconds(8), () -> client.sees(one));
    Await.until("the other listens", seconds(5), () -> b.said("BACKUP"));

    long unfit = System.nanoTime();
    a.router().fitness(Fitness.LAST_RESORT);
    Await.until("the other takes over", seconds(3), () -> client.sees(two));
    assertThat(client.firstAnswerMs(two, unfit)).as("skew 688 ms").isLessThan(2500);
    Await.until("one master", seconds(1), () -> !a.isMaster());
    assertThat(client.blackoutMs(unfit)).isLessThan(1000);
    assertThat(a.router().status().situation().effectivePriority()).isEqualTo(1);
    assertThat(a.router().status().situation().fitness()).isEqualTo(Fitness.LAST_RESORT);
    Await.always("and keeps it", seconds(5), () -> b.isMaster() && !a.isMaster());

    a.router().fitness(Fitness.FIT);
    Await.until("it comes back", seconds(8), () -> client.sees(one));
    Await.until("one master", seconds(1), () -> !b.isMaster());
  }

  @Test
  void amongLastResortsWhoIsMasterStays() {
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    LabRouter.InProcess b = inProcess(two, Spec.v2(80));
    master(a, 8);
    a.router().fitness(Fitness.LAST_RESORT);
    b.router().fitness(Fitness.LAST_RESORT);
    Await.always("it keeps the address", seconds(7), () -> a.isMaster() && !b.isMaster());
    a.stop();
    Await.until("the other is there", seconds(6), b::isMaster);
  }

  @Test
  void theOtherFitOneIsPreferredWhoeverWasMaster() {
    LabRouter.InProcess a = inProcess(one, Spec.v2(120));
    LabRouter.InProcess b = inProcess(two, Spec.v2(80).with("preempt", "false"));
    a.router().fitness(Fitness.LAST_RESORT);
    b.router().fitness(Fitness.LAST_RESORT);
    Await.until("one", seconds(8), () -> a.isMaster() != b.isMaster());
    LabRouter.InProcess master = a.isMaster() ? a : b;
    LabRouter.InProcess backup = a.isMaster() ? b : a;
    Await.always("and only one", seconds(3), () -> master.isMaster() && !backup.isMaster());
    backup.router().fitness(Fitness.FIT);
    Await.until("the fit one", seconds(3), () -> backup.isMaster() && !master.isMaster());
    backup.router().fitness(Fitness.UNFIT);
    Await.until("the last resort", seconds(5), () -> master.isMaster() && !backup.isMaster());
  }

  @Test
  void whatIsSaidBeforeTheStartCounts() {
    VirtualRouter router =
        lab.closing(
            VirtualRouter.builder(RouterProcess.config(Spec.v2(255)))
                .threadFactory(NetworkNamespace.threads(one.namespace()))
                .shutdownHook(false)
                .build());
    router.fitness(Fitness.UNFIT);
    router.start();
    assertThat(router.status().state()).isEqualTo(VrrpState.FAULT);
    assertThat(router.status().traffic().sent().count()).as("not a word").isZero();
  }
}

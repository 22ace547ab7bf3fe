package io.viprouter.vrrp.lab;

import io.viprouter.vrrp.VirtualRouterBuilder;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.lab.LabRouter.Kind;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The scene of most tests: routers .102 and .104, a client .50, and a bridge. */
@Execution(ExecutionMode.CONCURRENT)
abstract class TwoRouters {

  final Lab lab;
  final Lab.Host one;
  final Lab.Host two;
  final Lab.Host user;

  TwoRouters() {
    Requires.keepalived();
    lab = new Lab();
    one = lab.host("r1", 102);
    two = lab.host("r2", 104);
    user = lab.host("cl", 50);
  }

  @AfterEach
  void remove() {
    lab.close();
  }

  LabRouter start(Kind kind, Lab.Host host, Spec... specs) {
    return LabRouter.start(kind, lab, host, specs);
  }

  LabRouter.Ours ours(Lab.Host host, Spec... specs) {
    return lab.closing(LabRouter.Ours.start(host, specs));
  }

  /** Our router in this very process. */
  LabRouter.InProcess inProcess(Lab.Host host, Spec spec) {
    return lab.closing(new LabRouter.InProcess(host, spec));
  }

  LabRouter.InProcess inProcess(
      Lab.Host host, Spec spec, UnaryOperator<VirtualRouterBuilder> more) {
    return lab.closing(new LabRouter.InProcess(host, spec, more));
  }

  Client client(Lab.Host... routers) {
    return lab.closing(new Client(user, Spec.VIP, routers));
  }

  static void master(LabRouter router, int seconds) {
    Await.until(router.host.name + " is master", Duration.ofSeconds(seconds), router::isMaster);
    // The address is there a moment before the status is published.
    if (router instanceof LabRouter.InProcess ours) {
      Await.until(
          "and says so",
          Duration.ofSeconds(seconds),
          () -> ours.router().status().state() == VrrpState.ACTIVE);
    }
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }
}

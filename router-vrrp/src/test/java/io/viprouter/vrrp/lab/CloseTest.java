package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.vrrp.AddressHook;
import io.viprouter.vrrp.VirtualAddress;
import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VirtualRouterBuilder;
import io.viprouter.vrrp.VrrpListener;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.os.NetworkNamespace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whoever closes it, and whenever. */
class CloseTest extends TwoRouters {

  private final CompletableFuture<VirtualRouter> made = new CompletableFuture<>();
  private final CompletableFuture<Duration> took = new CompletableFuture<>();

  private VirtualRouter owner(UnaryOperator<VirtualRouterBuilder> more) {
    VirtualRouter router =
        lab.closing(
            more.apply(VirtualRouter.builder(RouterProcess.config(Spec.v2(255))))
                .threadFactory(NetworkNamespace.threads(one.namespace()))
                .build());
    made.complete(router);
    return router;
  }

  private void closeIt() {
    long began = System.nanoTime();
    made.join().close();
    took.complete(Duration.ofNanos(System.nanoTime() - began));
  }

  private void closedAtOnceAndWhole(VirtualRouter router) throws Exception {
    assertThat(took.get(30, TimeUnit.SECONDS)).isLessThan(Duration.ofMillis(200));
    // Who closes it besides waits for the end.
    router.close();
    assertThat(router.status().state()).isEqualTo(VrrpState.INITIALIZE);
    assertThat(one.has(Spec.VIP)).isFalse();
    assertThatThrownBy(router::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed; it starts only once");
  }

  @Test
  void aListenerMayCloseIt() throws Exception {
    VirtualRouter router =
        owner(
            b ->
                b.listener(
                    new VrrpListener() {
                      @Override
                      public void changed(Transition transition) {
                        if (transition.to() == VrrpState.ACTIVE) {
                          closeIt();
                        }
                      }
                    }));
    router.start();
    closedAtOnceAndWhole(router);
  }

  @Test
  void anAddressHookMayCloseIt() throws Exception {
    VirtualRouter router =
        owner(
            b ->
                b.addressHook(
                    new AddressHook() {
                      @Override
                      public void added(List<VirtualAddress> addresses) {
                        closeIt();
                      }
                    }));
    router.start();
    closedAtOnceAndWhole(router);
  }
}

package io.viprouter.launcher.packaging;

import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VirtualRouterConfig;
import io.viprouter.vrrp.VrrpException;
import io.viprouter.vrrp.VrrpListener;
import io.viprouter.vrrp.VrrpState;
import java.net.NetworkInterface;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Becomes the owner of an address, under whatever rules it was started, and says how that went. */
final class OwnerProbe {

  private OwnerProbe() {}

  /**
   * Runs it.
   *
   * @param args an interface, and an address with its prefix length
   */
  public static void main(String[] args) throws Exception {
    VirtualRouterConfig config =
        VirtualRouterConfig.builder("probe")
            .interfaceName(args[0])
            .virtualRouterId(1)
            .priority(254)
            .addresses(args[1])
            .build();
    CountDownLatch active = new CountDownLatch(1);
    VrrpListener listener =
        new VrrpListener() {
          @Override
          public void changed(Transition transition) {
            if (transition.to() == VrrpState.ACTIVE) {
              active.countDown();
            }
          }
        };
    try (VirtualRouter router = VirtualRouter.builder(config).listener(listener).build().start()) {
      String address = args[1].replaceAll("/.*", "");
      boolean here =
          active.await(60, TimeUnit.SECONDS)
              && NetworkInterface.getByName(args[0])
                  .inetAddresses()
                  .anyMatch(one -> one.getHostAddress().equals(address));
      System.out.println("probe: " + address + (here ? " is here" : " is missing"));
      System.out.println("probe: " + router.status().state());
    } catch (VrrpException e) {
      System.out.println("probe: " + e.getMessage());
      throw e;
    }
  }
}

package io.viprouter.launcher;

import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.vrrp.VirtualAddress;
import io.viprouter.vrrp.VirtualRouterConfig;
import io.viprouter.vrrp.VirtualRouterConfigBuilder;
import java.util.List;
import java.util.function.Predicate;

/**
 * The library's rules about one virtual router, each tried by itself on one that is otherwise fine,
 * so that no fault hides another. What the reader refused already is left out, and so is what
 * depends on it.
 */
final class VirtualRouterRules {

  private static final List<VirtualAddress> V4 = List.of(VirtualAddress.parse("192.0.2.1/32"));
  private static final List<VirtualAddress> V6 = List.of(VirtualAddress.parse("fe80::1/64"));

  private final VirtualRouterSettings from;
  private final Predicate<String> refused;
  private final Attempts attempts;

  /** Tries something, and reports what is wrong with it. */
  interface Attempts {
    boolean fine(Runnable made);
  }

  /**
   * Makes one.
   *
   * @param refused whether the reader found a fault at a key of this virtual router
   */
  VirtualRouterRules(VirtualRouterSettings from, Predicate<String> refused, Attempts attempts) {
    this.from = from;
    this.refused = refused;
    this.attempts = attempts;
  }

  void check() {
    VirtualRouterSettings.Protocol protocol = from.protocol();
    boolean read = !from.addresses().isEmpty() && !refused.test("addresses");
    boolean good = read && attempts.fine(() -> base(V4).addresses(from.addresses()).build());
    boolean oneFamily = read && from.addresses().stream().map(a -> v6(a)).distinct().count() == 1;
    List<VirtualAddress> addresses =
        good ? from.addresses() : oneFamily && v6(from.addresses().get(0)) ? V6 : V4;
    attempts.fine(() -> base(addresses).accept(protocol.accept()).build());
    attempts.fine(
        () ->
            base(addresses)
                .priority(from.priority())
                .preempt(from.preemption().preempt())
                .preemptDelay(from.preemption().delay())
                .build());
    if (oneFamily) {
      attempts.fine(() -> base(addresses).unicastPeers(protocol.unicastPeers()).build());
      protocol
          .sourceAddress()
          .ifPresent(source -> attempts.fine(() -> base(addresses).sourceAddress(source).build()));
    }
    boolean versionKnown = protocol.version().isPresent() || oneFamily;
    if (versionKnown && !refused.test("version")) {
      version(oneFamily ? addresses : V4);
    }
  }

  /** What depends on the version. */
  private void version(List<VirtualAddress> addresses) {
    VirtualRouterSettings.Protocol protocol = from.protocol();
    int version = protocol.version().orElse(0);
    if (!attempts.fine(() -> base(addresses).version(version).build())) {
      return;
    }
    if (protocol.password().given()) {
      // Its length is the reader's affair.
      attempts.fine(() -> base(addresses).version(version).password("x").build());
    }
    attempts.fine(
        () -> base(addresses).version(version).advertisementInterval(protocol.interval()).build());
  }

  private static boolean v6(VirtualAddress address) {
    return address.address() instanceof java.net.Inet6Address;
  }

  private static VirtualRouterConfigBuilder base(List<VirtualAddress> addresses) {
    return VirtualRouterConfig.builder("name")
        .interfaceName("eth0")
        .virtualRouterId(1)
        .addresses(addresses);
  }
}

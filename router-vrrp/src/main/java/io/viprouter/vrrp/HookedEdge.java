package io.viprouter.vrrp;

import com.google.common.collect.ImmutableList;
import io.viprouter.vrrp.os.Edge;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Calls the address hooks where addresses come and go. Confined to its driver thread.
 *
 * <p>Invariant: the hooks have been told of exactly the addresses in {@code told}.
 */
final class HookedEdge implements Edge {

  private final Edge edge;
  private final AddressHooks hooks;
  private final Executor later;
  private VirtualRouterConfig config;
  private List<VirtualAddress> told = List.of();

  HookedEdge(Edge edge, AddressHooks hooks, Executor later, VirtualRouterConfig config) {
    this.edge = edge;
    this.hooks = hooks;
    this.later = later;
    this.config = config;
  }

  @Override
  public void send(int priority) {
    edge.send(priority);
  }

  @Override
  public boolean addAddresses() {
    boolean added = edge.addAddresses();
    if (added) {
      List<VirtualAddress> fresh = without(config.addresses(), told);
      told = config.addresses();
      if (!fresh.isEmpty()) {
        hooks.added(fresh, config.advertisementInterval(), later);
      }
    }
    return added;
  }

  @Override
  public void removeAddresses() {
    removing(told);
    told = List.of();
    edge.removeAddresses();
  }

  @Override
  public void announce() {
    edge.announce();
  }

  /** Another configuration from now on; call it before the old addresses go. */
  void change(VirtualRouterConfig changed) {
    List<VirtualAddress> old = without(told, changed.addresses());
    removing(old);
    told = without(told, old);
    config = changed;
  }

  private void removing(List<VirtualAddress> addresses) {
    if (!addresses.isEmpty()) {
      hooks.removing(addresses, config.advertisementInterval(), later);
    }
  }

  private static List<VirtualAddress> without(
      List<VirtualAddress> all, List<VirtualAddress> others) {
    return all.stream().filter(a -> !others.contains(a)).collect(ImmutableList.toImmutableList());
  }
}

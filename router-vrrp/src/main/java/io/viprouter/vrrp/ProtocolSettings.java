package io.viprouter.vrrp;

import com.google.common.net.InetAddresses;
import io.viprouter.vrrp.election.Rules;
import io.viprouter.vrrp.os.AddressEntry;
import io.viprouter.vrrp.os.EdgeSettings;
import io.viprouter.vrrp.wire.Advert;
import io.viprouter.vrrp.wire.AdvertFilter;
import io.viprouter.vrrp.wire.Dialect;
import io.viprouter.vrrp.wire.IpBytes;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A configuration in the words of election, wire and edge. Immutable.
 *
 * @param rules for the election
 * @param edge for the edge
 * @param filter for what is heard
 */
record ProtocolSettings(Rules rules, EdgeSettings edge, AdvertFilter filter) {

  private static final InetAddress GROUP_V4 = InetAddresses.forString("224.0.0.18");
  private static final InetAddress GROUP_V6 = InetAddresses.forString("ff02::12");

  static ProtocolSettings of(VirtualRouterConfig config) {
    List<AddressEntry> entries =
        config.addresses().stream()
            .map(a -> new AddressEntry(IpBytes.plain(a.address()), a.prefixLength()))
            .toList();
    Advert advert =
        new Advert(
            dialect(config),
            config.virtualRouterId(),
            config.priority(),
            (int) (config.advertisementInterval().toMillis() / 10),
            entries.stream().map(AddressEntry::address).toList());
    Set<InetAddress> peers =
        config.unicastPeers().stream().map(IpBytes::plain).collect(Collectors.toSet());
    InetAddress group = config.isV6() ? GROUP_V6 : GROUP_V4;
    EdgeSettings edge =
        new EdgeSettings(
            config.interfaceName(),
            Set.copyOf(config.trackedInterfaces()),
            entries,
            advert,
            new EdgeSettings.Route(group, peers, config.sourceAddress().map(IpBytes::plain)));
    return new ProtocolSettings(rules(config), edge, new AdvertFilter(advert, peers, group));
  }

  private static Rules rules(VirtualRouterConfig config) {
    return new Rules(
        config.version(),
        config.priority(),
        config.advertisementInterval().toNanos(),
        config.preempt(),
        config.preemptDelay().toNanos());
  }

  private static Dialect dialect(VirtualRouterConfig config) {
    if (config.version() == 3) {
      return Dialect.v3(config.checksumForm());
    }
    return config.password().map(Dialect::v2).orElseGet(Dialect::v2);
  }
}

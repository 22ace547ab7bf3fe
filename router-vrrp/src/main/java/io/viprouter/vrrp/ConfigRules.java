package io.viprouter.vrrp;

import io.viprouter.vrrp.wire.Dialect;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Every rule about a {@link VirtualRouterConfig}. Immutable: functions only. */
final class ConfigRules {

  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");
  private static final String INTERFACE_RULE =
      "must be 1 to 15 characters without white space, '/' and ':'";
  private static final Duration CENTI = Duration.ofMillis(10);
  private static final int MAX_CENTIS = 4095;
  private static final int MAX_SECONDS = 255;
  private static final int MAX_V4 = 255;

  /** What fits into one packet of 1500 bytes. */
  private static final int MAX_V6 = 90;

  private static final Duration MAX_PREEMPT_DELAY = Duration.ofSeconds(1000);

  private ConfigRules() {}

  static void check(VirtualRouterConfig config) {
    rule(matches(NAME, config.name()), "name", config.name(), "must be 1 to 64 characters");
    String link = config.interfaceName();
    rule(matches(INTERFACE, link), "interface", link, INTERFACE_RULE);
    int id = config.virtualRouterId();
    rule(id >= 1 && id <= 255, "virtual-router-id", id, "must be 1 to 255");
    int priority = config.priority();
    rule(priority >= 1 && priority <= 255, "priority", priority, "must be 1 to 254, or 255");
    int realTime = config.realTimePriority();
    rule(realTime >= 0 && realTime <= 99, "real-time-priority", realTime, "must be 0 to 99");
    for (String tracked : config.trackedInterfaces()) {
      rule(matches(INTERFACE, tracked), "track-interfaces", tracked, INTERFACE_RULE);
    }
    addresses(config);
    rule(
        config.accept(),
        "accept",
        false,
        "must be true: the addresses are put on the interface to be served. To drop packets to them,"
            + " use the packet filter, as in 'nft add rule inet filter input ip daddr ADDRESS drop'"
            + " (over IPv6 let icmpv6 pass, or nobody finds the address)");
    version(config);
    peers(config);
    preempting(config);
  }

  private static void addresses(VirtualRouterConfig config) {
    List<VirtualAddress> all = config.addresses();
    rule(!all.isEmpty(), "addresses", "none", "must be at least one");
    int most = config.isV6() ? MAX_V6 : MAX_V4;
    rule(all.size() <= most, "addresses", all.size(), "must be at most " + most);
    rule(
        all.stream().map(VirtualAddress::address).distinct().count() == all.size(),
        "addresses",
        all,
        "must be different");
    rule(
        all.stream().allMatch(a -> a.address() instanceof Inet6Address == config.isV6()),
        "addresses",
        all,
        "must be of one family");
    rule(
        !config.isV6() || all.get(0).address().isLinkLocalAddress(),
        "addresses",
        all.get(0),
        "over IPv6 the first must be link-local (RFC 9568, section 5.2.9)");
  }

  private static void version(VirtualRouterConfig config) {
    int version = config.version();
    rule(version == 2 || version == 3, "version", version, "must be 2 or 3");
    rule(version == 3 || !config.isV6(), "version", version, "must be 3 for IPv6");
    config
        .password()
        .ifPresent(
            password -> {
              rule(version == 2, "authentication", "pass", "exists in version 2 only");
              Dialect.v2(password);
            });
    Duration interval = config.advertisementInterval();
    Duration unit = version == 2 ? Duration.ofSeconds(1) : CENTI;
    Duration most = unit.multipliedBy(version == 2 ? MAX_SECONDS : MAX_CENTIS);
    boolean good =
        interval.compareTo(unit) >= 0
            && interval.compareTo(most) <= 0
            && unit.multipliedBy(interval.dividedBy(unit)).equals(interval);
    rule(
        good,
        "advertisement-interval",
        interval,
        version == 2
            ? "must be 1 to 255 whole seconds in version 2"
            : "must be 10 ms to 40.95 s in steps of 10 ms in version 3");
  }

  private static void peers(VirtualRouterConfig config) {
    for (InetAddress peer : config.unicastPeers()) {
      rule(
          peer instanceof Inet6Address == config.isV6() && !peer.isMulticastAddress(),
          "unicast-peers",
          peer.getHostAddress(),
          "must be unicast addresses of the family of the virtual addresses");
    }
    config
        .sourceAddress()
        .ifPresent(
            source ->
                rule(
                    source instanceof Inet6Address == config.isV6(),
                    "source-address",
                    source.getHostAddress(),
                    "must be of the family of the virtual addresses"));
  }

  private static void preempting(VirtualRouterConfig config) {
    Duration delay = config.preemptDelay();
    rule(
        !delay.isNegative() && delay.compareTo(MAX_PREEMPT_DELAY) <= 0,
        "preempt-delay",
        delay,
        "must be 0 to 1000 s");
    rule(
        delay.isZero() || config.preempt(),
        "preempt-delay",
        delay,
        "has no meaning without preempt");
    rule(
        config.priority() != VirtualRouterConfig.OWNER || (config.preempt() && delay.isZero()),
        "preempt",
        "false or delayed",
        "an address owner (priority 255) always takes over at once");
  }

  private static boolean matches(Pattern pattern, String value) {
    return pattern.matcher(value).matches();
  }

  private static void rule(boolean holds, String field, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": " + value + ", " + rule);
    }
  }
}

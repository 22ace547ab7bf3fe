package io.viprouter.launcher.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.KeepAlive;
import io.viprouter.core.Mode;
import io.viprouter.core.Network;
import io.viprouter.core.OnUnfit;
import io.viprouter.core.ProxyProtocol;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import io.viprouter.core.WeightedDestination;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one section. Confined to the thread that reads. */
final class SectionReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final int MAX_BINDS = 16;
  private static final long MAX_CONNECT_ERRORS = 4_294_967_295L;
  private static final int MAX_KEEP_ALIVE_COUNT = 127;
  private static final int MAX_RISE_FALL = 100;
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(65_535);
  private static final Duration MAX_KEEP_ALIVE = Duration.ofSeconds(32_767);
  private static final Duration MIN_PROBE_INTERVAL = Duration.ofMillis(10);
  private static final int MAX_NETWORKS = 256;

  private final Node node;
  private final String name;
  private final BindCheck bindCheck;
  private final boolean monitored;
  private final DestinationReader destinationReader;

  /**
   * Makes one.
   *
   * @param monitored whether there is an account to ask servers as
   */
  SectionReader(Node router, Node node, String name, BindCheck bindCheck, boolean monitored) {
    this.node = node;
    this.name = name;
    this.bindCheck = bindCheck;
    this.monitored = monitored;
    this.destinationReader = new DestinationReader(router, node);
  }

  Settings.Section read() {
    if (!NAME.matcher(name).matches()) {
      node.reading()
          .fault(node.path(), "a section's name has 1 to 64 letters, digits, '_', '-' or '.'");
    }
    List<SocketAddress> binds = binds();
    Mode mode = node.read("mode", Parsers.choice("mode", Mode.values(), Mode::key));
    Strategy strategy =
        node.readIfAny("strategy", Parsers.choice("strategy", Strategy.values(), Strategy::key))
            .orElse(mode.defaultStrategy());
    List<Item<WeightedDestination>> destinations = destinationReader.required("destinations");
    List<Item<WeightedDestination>> fallback = destinationReader.list("fallback");
    destinationReader.check(binds, destinations, fallback);
    if (!node.reading().isFaulty(node.find("strategy").path())) {
      destinationReader.checkFallback(strategy);
    }
    return new Settings.Section(
        name,
        binds,
        mode,
        strategy,
        destinations.stream().map(Item::value).toList(),
        fallback.stream().map(Item::value).toList(),
        timeouts(),
        limits(),
        keepAlive(),
        health(),
        outage(mode),
        access());
  }

  private List<SocketAddress> binds() {
    Optional<ConfigValue> written = node.readRequired("bind", value -> value);
    if (written.isEmpty()) {
      return List.of();
    }
    Item<ConfigValue> found = node.find("bind");
    List<Item<ConfigValue>> elements =
        written.get() instanceof ConfigList ? node.list("bind", "addresses") : List.of(found);
    if (elements.isEmpty() || elements.size() > MAX_BINDS) {
      node.reading()
          .fault(found.path(), elements.size() + " addresses; 1 to " + MAX_BINDS + " are allowed");
    }
    return elements.stream()
        .flatMap(
            element ->
                node
                    .parse(element, Addresses::bind)
                    .map(address -> new Item<>(element.path(), address))
                    .stream())
        .peek(bind -> bindCheck.add(name, bind))
        .map(Item::value)
        .toList();
  }

  private Settings.Timeouts timeouts() {
    return new Settings.Timeouts(
        node.read("connect-timeout", Parsers.duration(MILLISECOND, MAX_CONNECT_TIMEOUT)),
        node.read("client-connect-timeout", Parsers.duration(MILLISECOND, YEAR)),
        node.read("idle-timeout", Parsers.durationOrZero(MILLISECOND, YEAR)));
  }

  private Settings.Limits limits() {
    return new Settings.Limits(
        node.read("max-connections", Parsers.integer(1, RoutingSection.MAX_CONNECTIONS)),
        node.read("max-connect-errors", Parsers.number(0, MAX_CONNECT_ERRORS)),
        node.read("connect-errors-expire", Parsers.duration(MILLISECOND, YEAR)));
  }

  private KeepAlive keepAlive() {
    Node group = node.group("keep-alive");
    return new KeepAlive(
        group.read("idle", Parsers.wholeSeconds(SECOND, MAX_KEEP_ALIVE)),
        group.read("interval", Parsers.wholeSeconds(SECOND, MAX_KEEP_ALIVE)),
        group.read("count", Parsers.integer(1, MAX_KEEP_ALIVE_COUNT)));
  }

  private HealthCheck health() {
    Node group = node.group("health");
    HealthCheck.Kind kind =
        group.read(
            "kind",
            Parsers.choice(
                "kind", HealthCheck.Kind.values(), word -> word.name().toLowerCase(Locale.ROOT)));
    if (kind == HealthCheck.Kind.ROLE && !monitored) {
      node.reading()
          .fault(group.find("kind").path(), "role needs somebody to ask as: router.monitor.user");
    }
    return new HealthCheck(
        kind,
        group.read("interval", Parsers.duration(MIN_PROBE_INTERVAL, Duration.ofHours(1))),
        group.read("idle-interval", Parsers.duration(MIN_PROBE_INTERVAL, Duration.ofDays(1))),
        group.read("timeout", Parsers.duration(MILLISECOND, Duration.ofMinutes(1))),
        group.read("rise", Parsers.integer(1, MAX_RISE_FALL)),
        group.read("fall", Parsers.integer(1, MAX_RISE_FALL)));
  }

  private Settings.Outage outage(Mode mode) {
    return new Settings.Outage(
        node.readIfAny("on-unfit", Parsers.choice("on-unfit", OnUnfit.values(), OnUnfit::key))
            .orElse(mode.defaultOnUnfit()),
        node.read("hold", Parsers.durationOrZero(MILLISECOND, Duration.ofHours(1))),
        node.read("hold-max", Parsers.integer(1, RoutingSection.MAX_CONNECTIONS)));
  }

  private Settings.Access access() {
    return new Settings.Access(
        networks("allow"),
        networks("deny"),
        node.read(
            "send-proxy-protocol",
            Parsers.choice("send-proxy-protocol", ProxyProtocol.values(), ProxyProtocol::key)),
        networks("accept-proxy-protocol-from"));
  }

  private List<Network> networks(String key) {
    List<Item<ConfigValue>> elements = node.list(key, "a list such as [\"10.0.0.0/8\"]");
    if (elements.size() > MAX_NETWORKS) {
      node.reading()
          .fault(node.find(key).path(), elements.size() + " networks; at most " + MAX_NETWORKS);
    }
    return elements.stream()
        .flatMap(element -> node.parse(element, SectionReader::network).stream())
        .toList();
  }

  private static Network network(ConfigValue value) throws Fault {
    String text = Parsers.text(value, "a network such as 10.0.0.0/8");
    try {
      return Network.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()).replaceFirst("^network ", ""));
    }
  }
}

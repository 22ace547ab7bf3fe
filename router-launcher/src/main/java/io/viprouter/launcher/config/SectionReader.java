package io.viprouter.launcher.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.KeepAlive;
import io.viprouter.core.Mode;
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
  private static final String ROLE = "role";

  private final Node node;
  private final String name;
  private final BindCheck bindCheck;
  private final DestinationReader destinationReader;

  SectionReader(Node router, Node node, String name, BindCheck bindCheck) {
    this.node = node;
    this.name = name;
    this.bindCheck = bindCheck;
    this.destinationReader = new DestinationReader(router, node);
  }

  Settings.Section read() {
    if (!NAME.matcher(name).matches()) {
      node.reading()
          .fault(node.path(), "a section's name has 1 to 64 letters, digits, '_', '-' or '.'");
    }
    NotYet.checkSection(node);
    List<SocketAddress> binds = binds();
    Mode mode = node.read("mode", Parsers.choice("mode", Mode.values(), Mode::key));
    Strategy strategy =
        node.readIfAny("strategy", Parsers.choice("strategy", Strategy.values(), Strategy::key))
            .orElse(mode.defaultStrategy());
    List<Item<WeightedDestination>> destinations = destinationReader.required("destinations");
    List<Item<WeightedDestination>> fallback = destinationReader.list("fallback");
    destinationReader.check(binds, destinations, fallback);
    destinationReader.checkFallback(strategy);
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
        health());
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
    return new HealthCheck(
        group.read("kind", SectionReader::kind),
        group.read("interval", Parsers.duration(MIN_PROBE_INTERVAL, Duration.ofHours(1))),
        group.read("idle-interval", Parsers.duration(MIN_PROBE_INTERVAL, Duration.ofDays(1))),
        group.read("timeout", Parsers.duration(MILLISECOND, Duration.ofMinutes(1))),
        group.read("rise", Parsers.integer(1, MAX_RISE_FALL)),
        group.read("fall", Parsers.integer(1, MAX_RISE_FALL)));
  }

  private static HealthCheck.Kind kind(ConfigValue value) throws Fault {
    if (ROLE.equals(value.unwrapped())) {
      throw new Fault("'role' is not supported yet in this version; greeting, tcp or none");
    }
    return Parsers.choice(
            "kind", HealthCheck.Kind.values(), kind -> kind.name().toLowerCase(Locale.ROOT))
        .parse(value);
  }
}

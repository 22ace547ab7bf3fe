package io.viprouter.launcher.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.viprouter.core.Destination;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import io.viprouter.core.WeightedDestination;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the destinations of one section. Confined to the thread that reads. */
final class DestinationReader {

  private static final int MAX_DESTINATIONS = 64;
  private static final String EXPECTED = "a list such as [\"db1:3306\", \"db2:3306\"]";

  private final Node router;
  private final Node section;

  DestinationReader(Node router, Node section) {
    this.router = router;
    this.section = section;
  }

  /** A list that must be there and not be empty. */
  List<Item<WeightedDestination>> required(String key) {
    if (section.readRequired(key, value -> value).isEmpty()) {
      return List.of();
    }
    Item<ConfigValue> found = section.find(key);
    if (found.value().unwrapped() instanceof List<?> list && list.isEmpty()) {
      section.reading().fault(found.path(), "the list is empty; at least one is needed");
    }
    return list(key);
  }

  List<Item<WeightedDestination>> list(String key) {
    return section.list(key, EXPECTED).stream()
        .flatMap(element -> one(element).map(read -> new Item<>(element.path(), read)).stream())
        .toList();
  }

  /** What must hold between the addresses of a section. */
  void check(
      List<SocketAddress> binds,
      List<Item<WeightedDestination>> destinations,
      List<Item<WeightedDestination>> fallback) {
    List<Item<WeightedDestination>> all = new ArrayList<>(destinations);
    all.addAll(fallback);
    if (all.size() > MAX_DESTINATIONS) {
      section
          .reading()
          .fault(section.path(), all.size() + " destinations; 1 to " + MAX_DESTINATIONS);
    }
    Set<Destination> seen = new HashSet<>();
    for (Item<WeightedDestination> item : all) {
      Destination destination = item.value().destination();
      if (!seen.add(destination)) {
        section.reading().fault(item.path(), "'" + destination + "' stands twice");
      }
      binds.stream()
          .filter(bind -> Addresses.returns(bind, destination))
          .forEach(
              bind ->
                  section
                      .reading()
                      .fault(
                          item.path(),
                          "'"
                              + destination
                              + "' is the section's own bind address "
                              + Addresses.text(bind)));
    }
  }

  /** The second list and the only strategy that takes one belong together. */
  void checkFallback(Strategy strategy) {
    Item<ConfigValue> found = section.find("fallback");
    boolean given = !(found.value().unwrapped() instanceof List<?> list && list.isEmpty());
    boolean taken = strategy == Strategy.ROUND_ROBIN_WITH_FALLBACK;
    if (given && !taken) {
      section
          .reading()
          .fault(
              found.path(),
              "strategy " + strategy.key() + " takes none; only round-robin-with-fallback does");
    }
    if (taken && !given) {
      section
          .reading()
          .fault(section.path(), "strategy round-robin-with-fallback needs 'fallback'");
    }
  }

  private Optional<WeightedDestination> one(Item<ConfigValue> element) {
    Node node =
        router.withDefaultsOf("destination-defaults", element.path(), object(element.value()));
    int weight = node.read("weight", Parsers.integer(1, WeightedDestination.MAX_WEIGHT));
    int most = node.read("max-connections", Parsers.integer(0, RoutingSection.MAX_CONNECTIONS));
    Optional<Destination> address =
        element.value().valueType() == ConfigValueType.OBJECT
            ? node.readRequired("address", Addresses::destination)
            : section.parse(element, Addresses::destination);
    return address.map(to -> new WeightedDestination(to, weight, most));
  }

  /** A destination written as a string is one that sets nothing but its address. */
  private static ConfigObject object(ConfigValue value) {
    return value instanceof ConfigObject object ? object : ConfigFactory.empty().root();
  }
}

package io.viprouter.launcher.legacy;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import com.typesafe.config.ConfigValueFactory;
import io.viprouter.core.Destination;
import io.viprouter.launcher.config.Addresses;
import io.viprouter.launcher.config.Fault;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the servers of a routing section. Confined to the thread that reads. */
final class RoutingDestinations {

  private static final String NAME = "destinations";
  private static final int MAX_DESTINATIONS = 64;
  private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
  private static final Set<String> CACHES = Set.of("metadata-cache", "fabric+cache");

  private final RoutingOptions options;

  RoutingDestinations(RoutingOptions options) {
    this.options = options;
  }

  /** The servers in order; faults are reported, one of them if there is none. */
  List<Destination> read(List<SocketAddress> binds) {
    Optional<String> text = options.text(NAME);
    if (text.isEmpty()) {
      options.fault(NAME, options.has(NAME) ? "is required and needs a value" : "is required");
      return List.of();
    }
    Matcher uri = URI.matcher(text.get());
    if (uri.matches()) {
      uri(uri.group(1), text.get());
      return List.of();
    }
    Set<Destination> all = new LinkedHashSet<>();
    for (String element : Splitter.on(',').trimResults().split(text.get())) {
      if (element.isEmpty()) {
        options.fault(
            NAME, "has an empty address in its list (was " + Remarks.quote(text.get()) + ")");
        return List.of();
      }
      parse(element).ifPresent(destination -> add(all, destination, binds));
    }
    if (all.size() > MAX_DESTINATIONS) {
      options.fault(NAME, "has " + all.size() + " addresses; at most " + MAX_DESTINATIONS);
    }
    return List.copyOf(all);
  }

  private void uri(String scheme, String text) {
    if (CACHES.contains(scheme)) {
      options.fault(
          NAME,
          "takes its servers from "
              + scheme
              + "://, which has no equal: list them as host:port,host:port");
    } else {
      options.fault(
          NAME, "has an invalid URI scheme '" + scheme + "' for URI " + Remarks.quote(text));
    }
  }

  private Optional<Destination> parse(String element) {
    boolean bareV6 = element.indexOf(':') >= 0 && InetAddresses.isInetAddress(element);
    String text = bareV6 ? "[" + element + "]" : element;
    try {
      return Optional.of(Addresses.destination(ConfigValueFactory.fromAnyRef(text)));
    } catch (Fault e) {
      options.fault(NAME, "has an invalid destination address: " + e.what());
      return Optional.empty();
    }
  }

  private void add(Set<Destination> all, Destination destination, List<SocketAddress> binds) {
    if (!all.add(destination)) {
      options.note(NAME, "'" + destination + "' stands twice; the second is left out");
    }
    if (binds.stream().anyMatch(bind -> Addresses.returns(bind, destination))) {
      options.fault(
          NAME, "holds '" + destination + "': Bind Address can not be part of destinations");
    }
  }
}

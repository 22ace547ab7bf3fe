package io.viprouter.core;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Every rule about a section, in one place. Each names the field, the value and the rule. */
final class SectionRules {

  /** Most addresses that one section listens on. */
  static final int MAX_BINDS = 16;

  /** Most destinations of one section, its fallback included. */
  static final int MAX_DESTINATIONS = 64;

  /** Most networks in one list. */
  static final int MAX_NETWORKS = 256;

  /** Longest path of a unix socket, in bytes (unix(7): 108 with the closing zero). */
  static final int MAX_SOCKET_PATH = 107;

  /** Longest of what an application waits for. */
  static final Duration YEAR = Duration.ofDays(365);

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private SectionRules() {}

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "section name '" + name + "': 1 to 64 letters, digits, '_', '-' or '.'");
    }
  }

  static void checkRange(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(field + " is " + value + "; " + least + " to " + most);
    }
  }

  static void checkDuration(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + " is " + words(value) + "; " + words(least) + " to " + words(most));
    }
  }

  static void checkSeconds(String field, Duration value) {
    checkDuration(field, value, Duration.ofSeconds(1), Duration.ofSeconds(32767));
    if (value.toNanosPart() != 0) {
      throw new IllegalArgumentException(field + " is " + words(value) + "; whole seconds");
    }
  }

  static void checkNetworks(String field, List<Network> networks) {
    checkRange("number of networks in " + field, networks.size(), 0, MAX_NETWORKS);
    Set<Network> seen = new HashSet<>();
    for (Network network : networks) {
      if (!seen.add(network)) {
        throw new IllegalArgumentException(field + ": network " + network + " stands twice");
      }
    }
  }

  static void checkFigures(RoutingSectionBuilder from) {
    checkDuration("connect-timeout", from.connectTimeout, MILLISECOND, Duration.ofSeconds(65_535));
    checkDuration("client-connect-timeout", from.clientConnectTimeout, MILLISECOND, YEAR);
    checkRange("max-connections", from.maxConnections, 1, RoutingSection.MAX_CONNECTIONS);
    checkRange("max-connect-errors", from.maxConnectErrors, 0, 4_294_967_295L);
    checkDuration("connect-errors-expire", from.connectErrorsExpire, MILLISECOND, YEAR);
    if (!from.idleTimeout.isZero()) {
      checkDuration("idle-timeout", from.idleTimeout, MILLISECOND, YEAR);
    }
    checkNetworks("allow", from.allow);
    checkNetworks("deny", from.deny);
    checkNetworks("accept-proxy-protocol-from", from.acceptProxyProtocolFrom);
    if (!from.hold.isZero()) {
      checkDuration("hold", from.hold, MILLISECOND, Duration.ofHours(1));
    }
    checkRange("hold-max", from.holdMax, 1, RoutingSection.MAX_CONNECTIONS);
  }

  /** Roles can only be asked for by somebody who may log in. */
  static void checkMonitor(RoutingSection section, boolean monitored) {
    if (section.health().kind() == HealthCheck.Kind.ROLE && !monitored) {
      throw new IllegalArgumentException(
          "section '" + section.name() + "': health kind is role, which needs a monitor");
    }
  }

  static void checkBinds(List<SocketAddress> binds) {
    checkRange("number of bind addresses", binds.size(), 0, MAX_BINDS);
    Set<SocketAddress> seen = new HashSet<>();
    for (SocketAddress bind : binds) {
      boolean anyPort = bind instanceof InetSocketAddress inet && inet.getPort() == 0;
      if (!seen.add(bind) && !anyPort) {
        throw new IllegalArgumentException("bind address " + text(bind) + " stands twice");
      }
      if (!(bind instanceof InetSocketAddress) && !(bind instanceof UnixDomainSocketAddress)) {
        throw new IllegalArgumentException(
            "bind address "
                + bind
                + ": neither an InetSocketAddress nor a UnixDomainSocketAddress");
      }
      if (bind instanceof UnixDomainSocketAddress unix) {
        int length = unix.getPath().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_SOCKET_PATH) {
          throw new IllegalArgumentException(
              "socket path '" + unix + "' has " + length + " bytes; 1 to " + MAX_SOCKET_PATH);
        }
      }
    }
  }

  static void checkDestinations(RoutingSection section) {
    List<WeightedDestination> all = section.allDestinations();
    if (section.destinations().isEmpty()) {
      throw new IllegalArgumentException("destinations is empty; at least one is needed");
    }
    checkRange("number of destinations", all.size(), 1, MAX_DESTINATIONS);
    Set<Destination> seen = new HashSet<>();
    for (WeightedDestination each : all) {
      if (!seen.add(each.destination())) {
        throw new IllegalArgumentException("destination " + each.destination() + " stands twice");
      }
      for (SocketAddress bind : section.binds()) {
        if (same(bind, each.destination())) {
          throw new IllegalArgumentException(
              "destination " + each.destination() + " is the section's own bind address");
        }
      }
    }
    boolean hasFallback = !section.fallback().isEmpty();
    boolean takesFallback = section.strategy() == Strategy.ROUND_ROBIN_WITH_FALLBACK;
    if (hasFallback && !takesFallback) {
      throw new IllegalArgumentException(
          "fallback is set, but strategy "
              + section.strategy().key()
              + " uses none; only round-robin-with-fallback does");
    }
    if (takesFallback && !hasFallback) {
      throw new IllegalArgumentException(
          "fallback is empty; strategy round-robin-with-fallback needs at least one");
    }
  }

  /** Address as one writes it: {@code host:port}, {@code [v6]:port} or {@code unix:/path}. */
  static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      String host = inet.getHostString();
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
    return "unix:" + address;
  }

  private static boolean same(SocketAddress bind, Destination destination) {
    return bind instanceof InetSocketAddress inet
        && inet.getPort() == destination.port()
        && inet.getHostString().equals(destination.host());
  }

  private static String words(Duration value) {
    if (value.toNanosPart() == 0) {
      return value.toSeconds() + " s";
    }
    boolean countable = value.abs().compareTo(Duration.ofDays(1000)) < 0;
    return countable && value.toNanosPart() % 1_000_000 == 0
        ? value.toMillis() + " ms"
        : value.toString();
  }
}

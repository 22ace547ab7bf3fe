package io.viprouter.launcher.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import io.viprouter.vrrp.VirtualAddress;
import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.VrrpStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether all is well, in one sentence, and if not, what is wrong, the worst first. Immutable;
 * {@link #of} is a pure function of a snapshot.
 *
 * @param level of the worst problem
 * @param text one sentence
 * @param problems all of them, the worst first
 */
record Verdict(Level level, String text, List<Problem> problems) {

  /** How bad something is, from harmless to not. */
  enum Level {
    /** As it should be. */
    @JsonProperty("ok")
    OK,
    /** Somebody wanted it so, or may want to change it; clients are served. */
    @JsonProperty("notice")
    NOTICE,
    /** Clients are served, with less in reserve. */
    @JsonProperty("warning")
    WARNING,
    /** Clients are not served, or this router cannot take over. */
    @JsonProperty("critical")
    CRITICAL
  }

  /**
   * Something to know. Immutable.
   *
   * @param level how bad
   * @param subject section or virtual router
   * @param text one sentence without a full stop
   */
  record Problem(Level level, String subject, String text) {}

  private static final Set<Strategy> STICKY =
      Set.of(Strategy.FIRST_AVAILABLE, Strategy.NEXT_AVAILABLE);

  /** Judges a snapshot. */
  static Verdict of(Snapshot snapshot) {
    List<Problem> problems = new ArrayList<>();
    for (RouteStatus route : snapshot.routing().routes()) {
      problems.addAll(ofRoute(route, snapshot));
    }
    for (VrrpStatus status : snapshot.virtualRouters()) {
      problems.addAll(VirtualRouterVerdict.of(status));
    }
    problems.sort(Comparator.comparing(Problem::level).reversed());
    if (problems.isEmpty()) {
      return new Verdict(Level.OK, allWell(snapshot), List.of());
    }
    Problem worst = problems.get(0);
    int more = problems.size() - 1;
    String text =
        (worst.level() == Level.NOTICE ? "All clients are served. " : "")
            + worst.text()
            + (more == 0 ? "." : more == 1 ? ", and one more thing." : ", and " + more + " more.");
    return new Verdict(worst.level(), text, List.copyOf(problems));
  }

  private static String allWell(Snapshot snapshot) {
    int sections = snapshot.routing().routes().size();
    int destinations =
        snapshot.routing().routes().stream().mapToInt(route -> route.destinations().size()).sum();
    String words =
        "All is well: "
            + count(sections, "section", "sections")
            + ", "
            + count(destinations, "destination", "destinations")
            + " up";
    String states =
        snapshot.virtualRouters().stream()
            .map(status -> ", " + status.name() + " is " + status.state().word())
            .collect(Collectors.joining());
    return words + states + ".";
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static List<Problem> ofRoute(RouteStatus route, Snapshot snapshot) {
    List<Problem> problems = new ArrayList<>();
    String name = route.name();
    if (!route.usable()) {
      problems.add(
          new Problem(Level.CRITICAL, name, "Section " + name + " has no usable destination"));
    } else if (!route.listening() && !elsewhere(name, snapshot)) {
      problems.add(new Problem(Level.CRITICAL, name, "Section " + name + " does not listen"));
    }
    for (DestinationStatus destination : route.destinations()) {
      ofDestination(route, destination).ifPresent(problems::add);
    }
    away(route).ifPresent(problems::add);
    int blocked = route.blockedClients().size();
    if (blocked > 0) {
      problems.add(
          new Problem(
              Level.WARNING,
              name,
              "Section "
                  + name
                  + " blocks "
                  + count(blocked, "client address", "client addresses")));
    }
    return problems;
  }

  /** Whether a destination takes new connections. */
  static boolean usable(DestinationStatus destination) {
    return destination.state() == DestinationState.UP;
  }

  private static Optional<Problem> ofDestination(RouteStatus route, DestinationStatus status) {
    String text =
        status.destination() + " is " + status.state().key() + " in section " + route.name();
    return switch (status.state()) {
      case UP -> Optional.empty();
      case DRAINING, MAINTENANCE -> Optional.of(new Problem(Level.NOTICE, route.name(), text));
      case QUARANTINED, UNFIT ->
          Optional.of(
              new Problem(
                  Level.WARNING, route.name(), text + ": " + status.cause() + served(route)));
    };
  }

  /** Who does the work meanwhile. */
  private static String served(RouteStatus route) {
    if (!route.usable()) {
      return "";
    }
    List<String> current =
        route.destinations().stream()
            .filter(d -> d.current() && usable(d))
            .map(d -> d.destination().toString())
            .toList();
    return current.isEmpty() ? "" : ". Clients are served by " + String.join(", ", current);
  }

  /** A sticky section that could fail back. */
  private static Optional<Problem> away(RouteStatus route) {
    DestinationStatus first = route.destinations().get(0);
    if (!STICKY.contains(route.strategy()) || first.current() || !usable(first)) {
      return Optional.empty();
    }
    return route.destinations().stream()
        .filter(DestinationStatus::current)
        .findFirst()
        .map(
            current ->
                new Problem(
                    Level.NOTICE,
                    route.name(),
                    "Section "
                        + route.name()
                        + " runs on "
                        + current.destination()
                        + ", and "
                        + first.destination()
                        + " is up again"));
  }

  /** Whether a section waits for a virtual address that another router owns. */
  private static boolean elsewhere(String section, Snapshot snapshot) {
    RoutingSection definition = snapshot.definitions().get(section);
    if (definition == null) {
      return true;
    }
    Set<String> hosts =
        definition.binds().stream()
            .filter(InetSocketAddress.class::isInstance)
            .map(bind -> Texts.host((InetSocketAddress) bind))
            .collect(Collectors.toSet());
    return hosts.isEmpty()
        || snapshot.virtualRouters().stream()
            .filter(status -> status.state() != VrrpState.ACTIVE)
            .flatMap(status -> status.addresses().stream())
            .map(VirtualAddress::address)
            .anyMatch(address -> hosts.contains(Texts.host(address)));
  }
}

package io.viprouter.launcher.admin;

import io.viprouter.core.ConnectionStatus;
import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.Route;
import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VrrpState;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations over a router and virtual routers of this process. Thread-safe, as these are. */
public final class RouterOperations implements Operations {

  private static final Logger log = LoggerFactory.getLogger(RouterOperations.class);

  private final Snapshot.Identity identity;
  private final Running running;
  private final EventLog events;
  private final Function<String, Answer> reload;

  /**
   * Makes one.
   *
   * @param identity which router it is
   * @param running what may be asked and told
   * @param events listens to all of these, and also hears of commands
   * @param reload reads the configuration again, told who asked; throws {@link RefusedException}
   */
  public RouterOperations(
      Snapshot.Identity identity,
      Running running,
      EventLog events,
      Function<String, Answer> reload) {
    this.identity = identity;
    this.running = running;
    this.events = events;
    this.reload = reload;
  }

  @Override
  public Snapshot snapshot() {
    return new Snapshot(
        identity,
        running.router().status(),
        running.definitions().get(),
        running.virtualRouters().get().values().stream().map(VirtualRouter::status).toList(),
        events.counts(),
        events.latest());
  }

  @Override
  public List<ConnectionStatus> connections(String section) {
    return route(section).connections();
  }

  @Override
  public Answer failback(String section, boolean force, String askedBy) {
    Route route = route(section);
    List<Destination> before = current(route);
    Destination now;
    try {
      now = route.failback(force);
    } catch (IllegalStateException e) {
      log.info("[routing:{}] failback, asked by {}: refused: {}", section, askedBy, e.getMessage());
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
    boolean done = !before.equals(List.of(now));
    return answered(
        "failback",
        section,
        askedBy,
        new Answer(done, done ? "new connections go to " + now : now + " was the current one"));
  }

  @Override
  public Answer drain(String section, Destination destination, Duration deadline, String askedBy) {
    Route route = route(section);
    boolean before = draining(route, destination);
    route.drain(destination, deadline);
    String text =
        destination
            + (before ? " was draining; new deadline: " : " takes no new connections; deadline: ")
            + Texts.duration(deadline);
    return answered("drain", section, askedBy, new Answer(!before, text));
  }

  @Override
  public Answer undrain(String section, Destination destination, String askedBy) {
    Route route = route(section);
    boolean before = draining(route, destination);
    route.undrain(destination);
    String text = destination + (before ? " takes connections again" : " was not draining");
    return answered("undrain", section, askedBy, new Answer(before, text));
  }

  @Override
  public Answer kill(String section, Destination destination, String askedBy) {
    Route route = route(section);
    status(route, destination);
    int closed = route.kill(destination);
    String text = "closed " + closed + " sessions of " + destination;
    return answered("kill", section, askedBy, new Answer(closed > 0, text));
  }

  @Override
  public Answer unblock(String section, InetAddress client, String askedBy) {
    boolean done = route(section).unblock(client);
    String text = client.getHostAddress() + (done ? " may connect again" : " was not blocked");
    return answered("unblock", section, askedBy, new Answer(done, text));
  }

  @Override
  public Answer release(String name, String askedBy) {
    Map<String, VirtualRouter> all = running.virtualRouters().get();
    VirtualRouter virtualRouter = all.get(name);
    if (virtualRouter == null) {
      throw new UnknownNameException("no virtual router '" + name + "'; there are " + all.keySet());
    }
    boolean master = virtualRouter.status().state() == VrrpState.ACTIVE;
    if (master) {
      virtualRouter.release();
    }
    String text = master ? "hands mastership over" : "was not master";
    return answered("release", name, askedBy, new Answer(master, text));
  }

  @Override
  public Answer reload(String askedBy) {
    try {
      return answered("reload", "", askedBy, reload.apply(askedBy));
    } catch (RefusedException e) {
      log.warn("reload, asked by {}: refused: {}", askedBy, e.getMessage());
      throw e;
    }
  }

  private Answer answered(String command, String subject, String askedBy, Answer answer) {
    String of = subject.isEmpty() ? "" : " of " + subject;
    log.info("{}{}, asked by {}: {}", command, of, askedBy, answer.text());
    if (answer.done()) {
      events.note("command", subject, command + ", asked by " + askedBy + ": " + answer.text());
    }
    return answer;
  }

  private Route route(String section) {
    List<Route> routes = running.router().routes();
    return routes.stream()
        .filter(route -> route.name().equals(section))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "no section '"
                        + section
                        + "'; there are "
                        + routes.stream().map(Route::name).toList()));
  }

  private static List<Destination> current(Route route) {
    return route.status().destinations().stream()
        .filter(DestinationStatus::current)
        .map(DestinationStatus::destination)
        .toList();
  }

  private static boolean draining(Route route, Destination destination) {
    DestinationState state = status(route, destination).state();
    return state == DestinationState.DRAINING || state == DestinationState.MAINTENANCE;
  }

  private static DestinationStatus status(Route route, Destination destination) {
    List<DestinationStatus> all = route.status().destinations();
    return all.stream()
        .filter(status -> status.destination().equals(destination))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "section '"
                        + route.name()
                        + "' has no destination '"
                        + destination
                        + "'; it has "
                        + all.stream().map(DestinationStatus::destination).toList()));
  }
}

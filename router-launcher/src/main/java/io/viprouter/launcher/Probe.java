package io.viprouter.launcher;

import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.WeightedDestination;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.vrrp.VirtualRouter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Rehearses what a start would do, without doing it: looks for interfaces and rights, tries the
 * addresses to listen on, and waits for each destination's greeting. Confined to the main thread.
 *
 * <p>A destination is looked at through a route of its own, so that the handshake is carried to its
 * end and the server counts nothing against this host.
 */
final class Probe {

  private static final int PACKET_HEADER = 4;
  private static final byte ERROR = (byte) 0xff;
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final PrintStream out;
  private boolean wrong;

  Probe(PrintStream out) {
    this.out = out;
  }

  /** Prints a line for each thing looked at. */
  ExitCode run(Settings settings) {
    if (!settings.virtualRouters().isEmpty()) {
      tell("virtual routers", VirtualRouter.obstacle().orElse(""));
      settings.virtualRouters().forEach(this::interfaceOf);
    }
    VirtualBinds virtual = VirtualRouters.binds(settings.virtualRouters());
    for (Settings.Section section : settings.sections()) {
      section.binds().stream()
          .filter(bind -> virtual.address(bind).isEmpty())
          .forEach(bind -> bind(section, bind));
    }
    Map<Destination, Duration> destinations = new LinkedHashMap<>();
    for (Settings.Section section : settings.sections()) {
      Stream.concat(section.destinations().stream(), section.fallback().stream())
          .map(WeightedDestination::destination)
          .forEach(to -> destinations.putIfAbsent(to, section.timeouts().connect()));
    }
    destinations.forEach(this::destination);
    return wrong ? ExitCode.FAILED : ExitCode.OK;
  }

  private void tell(String what, String fault) {
    wrong |= !fault.isEmpty();
    out.println(what + ": " + (fault.isEmpty() ? "fine" : fault));
  }

  private void interfaceOf(VirtualRouterSettings from) {
    String name = from.interfaceName();
    try {
      Optional<NetworkInterface> found = Optional.ofNullable(NetworkInterface.getByName(name));
      boolean up = found.isPresent() && found.get().isUp();
      boolean addressed = found.isPresent() && found.get().getInetAddresses().hasMoreElements();
      tell(
          "virtual router " + from.name() + ", interface " + name,
          found.isEmpty()
              ? "there is no such interface"
              : !up ? "is down" : addressed ? "" : "has no address to send from");
    } catch (SocketException e) {
      tell("virtual router " + from.name() + ", interface " + name, e.toString());
    }
  }

  private void bind(Settings.Section section, SocketAddress bind) {
    if (!(bind instanceof InetSocketAddress inet)) {
      return; // The file of a unix socket is only to be touched by who listens on it.
    }
    String what = "section " + section.name() + ", " + VirtualBinds.text(inet);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      InetAddress address = InetAddress.getByName(inet.getHostString());
      socket.bind(new InetSocketAddress(address, inet.getPort()), 1);
      tell(what, "");
    } catch (IOException e) {
      tell(what, "cannot listen: " + e.getMessage());
    }
  }

  private void destination(Destination to, Duration timeout) {
    RoutingSection section =
        RoutingSection.builder("probe")
            .bind("127.0.0.1", 0)
            .destination(to.host(), to.port())
            .connectTimeout(timeout)
            .health(HealthCheck.NONE)
            .build();
    try (Router router = Router.of(section).start()) {
      tell("destination " + to, greeting(router.route("probe")));
    } catch (IOException e) {
      tell("destination " + to, e.toString());
    }
  }

  private static String greeting(Route route) throws IOException {
    byte[] header;
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), route.port())) {
      header = client.getInputStream().readNBytes(PACKET_HEADER + 1);
    }
    awaitFarewell(route);
    if (header.length > PACKET_HEADER && header[PACKET_HEADER] != ERROR) {
      return "";
    }
    return route.status().destinations().get(0).lastError().orElse("does not greet");
  }

  /** The slot at the server is free once it has answered the login that was made up. */
  private static void awaitFarewell(Route route) {
    long until = System.nanoTime() + FAREWELL.toNanos();
    while (route.status().destinations().get(0).activeConnections() > 0
        && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}

package io.viprouter.launcher;

import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Route;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.WeightedDestination;
import io.viprouter.launcher.config.MonitorSettings;
import io.viprouter.launcher.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Rehearses what a start would do, without doing it: looks at the host, tries the addresses to
 * listen on, waits for each destination's greeting and logs in as the monitor. Confined to the main
 * thread.
 *
 * <p>A destination is looked at through a route of its own, so that the handshake is carried to its
 * end and the server counts nothing against this host.
 */
final class Probe {

  private static final int PACKET_HEADER = 4;
  private static final byte ERROR = (byte) 0xff;
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Findings findings;

  Probe(PrintStream out) {
    this.findings = new Findings(out);
  }

  /** Prints a line for each thing looked at. */
  ExitCode run(Settings settings) {
    new HostRehearsal(findings).run(settings);
    new ListenRehearsal(findings).run(settings);
    Map<Destination, Duration> destinations = new LinkedHashMap<>();
    for (Settings.Section section : settings.sections()) {
      Stream.concat(section.destinations().stream(), section.fallback().stream())
          .map(WeightedDestination::destination)
          .forEach(to -> destinations.putIfAbsent(to, section.timeouts().connect()));
    }
    destinations.forEach(
        (to, timeout) -> {
          String fault = destination(to, timeout);
          findings.tell("destination " + to, fault);
          if (fault.isEmpty() && settings.extras().monitor().given()) {
            findings.tell("monitor at " + to, monitor(to, settings.extras().monitor()));
          }
        });
    return findings.wrong() ? ExitCode.FAILED : ExitCode.OK;
  }

  /** Without it no role is known, and a section that goes by roles serves nobody. */
  private static String monitor(Destination to, MonitorSettings as) {
    DataSource source = new MonitorDataSource(to, as.user(), as.password().value());
    try (Connection connection = source.getConnection()) {
      return connection.isClosed() ? "the server closed the connection" : "";
    } catch (SQLException e) {
      return "cannot log in: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static String destination(Destination to, Duration timeout) {
    RoutingSection section =
        RoutingSection.builder("probe")
            .bind("127.0.0.1", 0)
            .destination(to.host(), to.port())
            .connectTimeout(timeout)
            .health(HealthCheck.NONE)
            .build();
    try (Router router = Router.of(section).start()) {
      return greeting(router.route("probe"));
    } catch (IOException e) {
      return e.toString();
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

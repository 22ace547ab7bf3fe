package io.viprouter.launcher.config;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.KeepAlive;
import io.viprouter.core.Mode;
import io.viprouter.core.Network;
import io.viprouter.core.OnUnfit;
import io.viprouter.core.ProxyProtocol;
import io.viprouter.core.Strategy;
import io.viprouter.core.WeightedDestination;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration file says, once every value is known to be good. Immutable.
 *
 * @param process the program as a whole
 * @param sections in the order of the file
 * @param virtualRouters in the order of the file
 * @param syncGroups in the order of the file
 * @param extras what is around it
 */
public record Settings(
    General process,
    List<Section> sections,
    List<VirtualRouterSettings> virtualRouters,
    List<SyncGroupSettings> syncGroups,
    Extras extras) {

  /** Copies the lists. */
  public Settings {
    sections = List.copyOf(sections);
    virtualRouters = List.copyOf(virtualRouters);
    syncGroups = List.copyOf(syncGroups);
  }

  /**
   * The program as a whole. Immutable.
   *
   * @param name what it calls itself; empty: as the host
   * @param ioThreads event loops; 0: one a core, at most 4
   * @param maxTotalConnections most clients of all sections together; 0: no limit
   * @param shutdownGrace how long sessions may go on after the request to stop
   * @param stateFile where current destinations are remembered
   */
  public record General(
      String name,
      int ioThreads,
      int maxTotalConnections,
      Duration shutdownGrace,
      Optional<Path> stateFile) {}

  /**
   * What is around it. Immutable.
   *
   * @param monitor who looks at the servers
   * @param mail who is written to
   * @param admin where it is watched and commanded
   */
  public record Extras(MonitorSettings monitor, MailSettings mail, AdminSettings admin) {}

  /**
   * One routing section. Immutable.
   *
   * @param name its name
   * @param binds where it listens
   * @param mode what its clients do
   * @param strategy how a destination is picked
   * @param destinations the servers, in the order of preference
   * @param fallback the second list
   * @param timeouts its durations
   * @param limits its counts
   * @param keepAlive TCP keep-alive
   * @param health how destinations are judged
   * @param outage what happens while destinations cannot serve
   * @param access who may connect, and how addresses are passed on
   */
  public record Section(
      String name,
      List<SocketAddress> binds,
      Mode mode,
      Strategy strategy,
      List<WeightedDestination> destinations,
      List<WeightedDestination> fallback,
      Timeouts timeouts,
      Limits limits,
      KeepAlive keepAlive,
      HealthCheck health,
      Outage outage,
      Access access) {

    /** Copies the lists. */
    public Section {
      binds = List.copyOf(binds);
      destinations = List.copyOf(destinations);
      fallback = List.copyOf(fallback);
    }
  }

  /**
   * Durations of a section. Immutable.
   *
   * @param connect one address of a destination, from the dial to the greeting
   * @param clientConnect a client's whole handshake
   * @param idle silence after which a session is closed; zero: never
   */
  public record Timeouts(Duration connect, Duration clientConnect, Duration idle) {}

  /**
   * Counts of a section. Immutable.
   *
   * @param connections most clients at a time
   * @param connectErrors broken handshakes that block a client address; 0: never
   * @param connectErrorsExpire after which they are forgotten
   */
  public record Limits(int connections, long connectErrors, Duration connectErrorsExpire) {}

  /**
   * What happens while destinations cannot serve. Immutable.
   *
   * @param onUnfit what becomes of the sessions of a destination that turns unfit
   * @param hold how long a new client may wait; zero: not at all
   * @param holdMax most clients that wait
   */
  public record Outage(OnUnfit onUnfit, Duration hold, int holdMax) {}

  /**
   * Who may connect, and how addresses are passed on. Immutable.
   *
   * @param allow networks that clients may come from; empty: all
   * @param deny networks that they may not come from
   * @param sendProxyProtocol what servers are sent first
   * @param acceptProxyProtocolFrom networks of trusted proxies
   */
  public record Access(
      List<Network> allow,
      List<Network> deny,
      ProxyProtocol sendProxyProtocol,
      List<Network> acceptProxyProtocolFrom) {

    /** Copies the lists. */
    public Access {
      allow = List.copyOf(allow);
      deny = List.copyOf(deny);
      acceptProxyProtocolFrom = List.copyOf(acceptProxyProtocolFrom);
    }
  }
}

package io.viprouter.core;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one asks for: where to listen, where to send connections, and by which rules. Immutable;
 * {@link #builder(String)} makes one and checks every rule about it in {@code build()}.
 *
 * <p>It corresponds to a {@code [routing:name]} section of MySQL Router. What runs is a {@link
 * Route}.
 */
public final class RoutingSection {

  /** Greatest value of {@link #maxConnections()}, as in MySQL Router. */
  public static final int MAX_CONNECTIONS = 65_535;

  /** How long sessions of an unfit destination may go on with {@link OnUnfit#DRAIN}. */
  public static final Duration UNFIT_GRACE = Duration.ofSeconds(30);

  private final String name;
  private final List<SocketAddress> binds;
  private final Mode mode;
  private final Strategy strategy;
  private final List<WeightedDestination> destinations;
  private final List<WeightedDestination> fallback;
  private final Duration connectTimeout;
  private final Duration clientConnectTimeout;
  private final int maxConnections;
  private final long maxConnectErrors;
  private final Duration connectErrorsExpire;
  private final Duration idleTimeout;
  private final KeepAlive keepAlive;
  private final HealthCheck health;
  private final List<Network> allow;
  private final List<Network> deny;
  private final ProxyProtocol sendProxyProtocol;
  private final List<Network> acceptProxyProtocolFrom;
  private final OnUnfit onUnfit;
  private final Duration hold;
  private final int holdMax;

  RoutingSection(RoutingSectionBuilder from) {
    this.name = from.name;
    this.binds = List.copyOf(from.binds);
    this.mode = from.mode;
    this.strategy = from.strategy == null ? from.mode.defaultStrategy() : from.strategy;
    this.destinations = List.copyOf(from.destinations);
    this.fallback = List.copyOf(from.fallback);
    this.connectTimeout = from.connectTimeout;
    this.clientConnectTimeout = from.clientConnectTimeout;
    this.maxConnections = from.maxConnections;
    this.maxConnectErrors = from.maxConnectErrors;
    this.connectErrorsExpire = from.connectErrorsExpire;
    this.idleTimeout = from.idleTimeout;
    this.keepAlive = from.keepAlive;
    this.health = from.health;
    this.allow = List.copyOf(from.allow);
    this.deny = List.copyOf(from.deny);
    this.sendProxyProtocol = from.sendProxyProtocol;
    this.acceptProxyProtocolFrom = List.copyOf(from.acceptProxyProtocolFrom);
    this.onUnfit = from.onUnfit == null ? from.mode.defaultOnUnfit() : from.onUnfit;
    this.hold = from.hold;
    this.holdMax = from.holdMax;
  }

  /**
   * Begins a section.
   *
   * @param name 1 to 64 letters, digits, {@code _}, {@code -} or {@code .}; unique in a router
   * @return a builder with the defaults of MySQL Router
   * @throws IllegalArgumentException if the name breaks its rule
   */
  public static RoutingSectionBuilder builder(String name) {
    return new RoutingSectionBuilder(name);
  }

  /**
   * A builder that starts from this section, for {@link Route#update(RoutingSection)}.
   *
   * @return a builder that holds what this section holds
   */
  public RoutingSectionBuilder toBuilder() {
    return new RoutingSectionBuilder(this);
  }

  /**
   * The name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Where to listen: unresolved or resolved {@link java.net.InetSocketAddress}es and {@link
   * java.net.UnixDomainSocketAddress}es. Empty: only {@link Route#connect()} is used.
   *
   * @return up to 16 addresses
   */
  public List<SocketAddress> binds() {
    return binds;
  }

  /**
   * What its clients do.
   *
   * @return the mode; read-write by default
   */
  public Mode mode() {
    return mode;
  }

  /**
   * How a destination is picked.
   *
   * @return the strategy; the mode's by default
   */
  public Strategy strategy() {
    return strategy;
  }

  /**
   * The servers, in the order of preference.
   *
   * @return 1 to 64, each once
   */
  public List<WeightedDestination> destinations() {
    return destinations;
  }

  /**
   * The servers of {@link Strategy#ROUND_ROBIN_WITH_FALLBACK}'s second list.
   *
   * @return empty for every other strategy
   */
  public List<WeightedDestination> fallback() {
    return fallback;
  }

  /**
   * Both lists.
   *
   * @return the destinations, then the fallback
   */
  public List<WeightedDestination> allDestinations() {
    return Stream.concat(destinations.stream(), fallback.stream()).toList();
  }

  /**
   * How long one address of a destination may take from the dial to its greeting.
   *
   * @return 1 ms to 65535 s; 1 s by default
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * How long a client may take from the server's greeting to the end of the handshake, as a whole.
   *
   * @return 1 ms to 365 days; 9 s by default
   */
  public Duration clientConnectTimeout() {
    return clientConnectTimeout;
  }

  /**
   * Most clients at a time, counted from accept to close.
   *
   * @return 1 to 65535; 512 by default
   */
  public int maxConnections() {
    return maxConnections;
  }

  /**
   * Broken handshakes of one client address after which it is blocked.
   *
   * @return 0 (never block) to 4294967295; 100 by default
   */
  public long maxConnectErrors() {
    return maxConnectErrors;
  }

  /**
   * After this long without a new one, the broken handshakes of an address are forgotten and a
   * block ends.
   *
   * @return 1 ms to 365 days; 60 s by default
   */
  public Duration connectErrorsExpire() {
    return connectErrorsExpire;
  }

  /**
   * A session without a byte either way for this long is closed.
   *
   * @return 1 ms to 365 days; zero, the default: never
   */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /**
   * TCP keep-alive on both sides.
   *
   * @return the figures
   */
  public KeepAlive keepAlive() {
    return keepAlive;
  }

  /**
   * How destinations are judged.
   *
   * @return the figures
   */
  public HealthCheck health() {
    return health;
  }

  /**
   * The networks that clients may come from.
   *
   * @return up to 256; empty, the default: all
   */
  public List<Network> allow() {
    return allow;
  }

  /**
   * The networks that clients may not come from, even where {@link #allow()} has them.
   *
   * @return up to 256; none by default
   */
  public List<Network> deny() {
    return deny;
  }

  /**
   * Whether a client at that address may come in, by {@link #allow()} and {@link #deny()}. Clients
   * of a unix socket have no address and may.
   *
   * @param client the address
   * @return true if it is in no denied network, and in an allowed one if there are any
   */
  public boolean admits(InetAddress client) {
    return deny.stream().noneMatch(network -> network.contains(client))
        && (allow.isEmpty() || allow.stream().anyMatch(network -> network.contains(client)));
  }

  /**
   * What servers are sent first, so that they know the client's address. A server that does not
   * expect it takes it for a broken login.
   *
   * @return the header; none by default
   */
  public ProxyProtocol sendProxyProtocol() {
    return sendProxyProtocol;
  }

  /**
   * The networks of the proxies in front of this router. Connections from there must begin with a
   * header of the PROXY protocol, version 1 or 2; the address in it is the client's for all that
   * follows: {@link #allow()}, the limits, the log, the events. Until it is there nothing is sent;
   * without one in {@link #clientConnectTimeout()} the connection is turned away. Nobody else's
   * header is believed.
   *
   * @return up to 256; none by default
   */
  public List<Network> acceptProxyProtocolFrom() {
    return acceptProxyProtocolFrom;
  }

  /**
   * What happens to the sessions of a destination that turns unfit.
   *
   * @return by default {@link OnUnfit#CLOSE} for read-write and {@link OnUnfit#KEEP} for read-only
   */
  public OnUnfit onUnfit() {
    return onUnfit;
  }

  /**
   * How long a new client may wait while no destination takes it, instead of getting an error.
   *
   * @return 1 ms to 1 h; zero, the default: not at all
   */
  public Duration hold() {
    return hold;
  }

  /**
   * Most clients that wait at a time; those beyond get their error at once.
   *
   * @return 1 to 65535; 1000 by default
   */
  public int holdMax() {
    return holdMax;
  }

  /** The name, the strategy and the destinations. */
  @Override
  public String toString() {
    return "RoutingSection["
        + name
        + ", "
        + strategy.key()
        + ", "
        + allDestinations().stream().map(WeightedDestination::destination).toList()
        + "]";
  }
}

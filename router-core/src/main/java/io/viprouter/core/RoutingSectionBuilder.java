package io.viprouter.core;

import static io.viprouter.core.SectionRules.checkRange;
import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link RoutingSection}. Not thread-safe. Ranges and defaults stand at the section's
 * accessors; {@link #build()} checks them all.
 */
public final class RoutingSectionBuilder {

  final String name;
  List<SocketAddress> binds = new ArrayList<>();
  List<WeightedDestination> destinations = new ArrayList<>();
  List<WeightedDestination> fallback = new ArrayList<>();
  Mode mode = Mode.READ_WRITE;
  @Nullable Strategy strategy;
  Duration connectTimeout = Duration.ofSeconds(1);
  Duration clientConnectTimeout = Duration.ofSeconds(9);
  int maxConnections = 512;
  long maxConnectErrors = 100;
  Duration connectErrorsExpire = Duration.ofSeconds(60);
  Duration idleTimeout = Duration.ZERO;
  KeepAlive keepAlive = KeepAlive.DEFAULT;
  HealthCheck health = HealthCheck.DEFAULT;
  List<Network> allow = List.of();
  List<Network> deny = List.of();
  ProxyProtocol sendProxyProtocol = ProxyProtocol.NONE;
  List<Network> acceptProxyProtocolFrom = List.of();
  @Nullable OnUnfit onUnfit;
  Duration hold = Duration.ZERO;
  int holdMax = 1000;

  RoutingSectionBuilder(String name) {
    SectionRules.checkName(name);
    this.name = name;
  }

  RoutingSectionBuilder(RoutingSection from) {
    this(from.name());
    binds.addAll(from.binds());
    destinations.addAll(from.destinations());
    fallback.addAll(from.fallback());
    mode = from.mode();
    strategy = from.strategy();
    connectTimeout = from.connectTimeout();
    clientConnectTimeout = from.clientConnectTimeout();
    maxConnections = from.maxConnections();
    maxConnectErrors = from.maxConnectErrors();
    connectErrorsExpire = from.connectErrorsExpire();
    idleTimeout = from.idleTimeout();
    keepAlive = from.keepAlive();
    health = from.health();
    allow = from.allow();
    deny = from.deny();
    sendProxyProtocol = from.sendProxyProtocol();
    acceptProxyProtocolFrom = from.acceptProxyProtocolFrom();
    onUnfit = from.onUnfit();
    hold = from.hold();
    holdMax = from.holdMax();
  }

  /**
   * Adds an address to listen on.
   *
   * @param host name or literal of a local address
   * @param port 0 (any free one) to 65535
   * @return this
   */
  public RoutingSectionBuilder bind(String host, int port) {
    checkRange("bind port", port, 0, 65_535);
    return bind(InetSocketAddress.createUnresolved(host, port));
  }

  /**
   * Adds a unix socket to listen on. It is made readable and writable for everybody, as MySQL
   * Router does; a stale file is replaced; it is removed at the end.
   *
   * @param socket path of at most 107 bytes
   * @return this
   */
  public RoutingSectionBuilder bind(Path socket) {
    return bind(UnixDomainSocketAddress.of(socket));
  }

  /**
   * Adds an address to listen on.
   *
   * @param address an {@link InetSocketAddress} or a {@link UnixDomainSocketAddress}
   * @return this
   */
  public RoutingSectionBuilder bind(SocketAddress address) {
    binds.add(requireNonNull(address, "bind address"));
    return this;
  }

  /**
   * Replaces all addresses to listen on.
   *
   * @param addresses the new ones
   * @return this
   */
  public RoutingSectionBuilder binds(List<? extends SocketAddress> addresses) {
    binds = new ArrayList<>(addresses);
    return this;
  }

  /**
   * Adds a destination of weight 1.
   *
   * @param host name or address literal
   * @param port 1 to 65535
   * @return this
   */
  public RoutingSectionBuilder destination(String host, int port) {
    return destination(new Destination(host, port));
  }

  /**
   * Adds a destination of weight 1.
   *
   * @param destination the server
   * @return this
   */
  public RoutingSectionBuilder destination(Destination destination) {
    return destination(WeightedDestination.of(destination));
  }

  /**
   * Adds a destination.
   *
   * @param destination the server, its weight and its limit
   * @return this
   */
  public RoutingSectionBuilder destination(WeightedDestination destination) {
    destinations.add(requireNonNull(destination, "destination"));
    return this;
  }

  /**
   * Replaces all destinations.
   *
   * @param all the new ones, in the order of preference
   * @return this
   */
  public RoutingSectionBuilder destinations(List<WeightedDestination> all) {
    destinations = new ArrayList<>(all);
    return this;
  }

  /**
   * Adds a destination to the second list of {@link Strategy#ROUND_ROBIN_WITH_FALLBACK}.
   *
   * @param destination the server
   * @return this
   */
  public RoutingSectionBuilder fallback(Destination destination) {
    fallback.add(WeightedDestination.of(destination));
    return this;
  }

  /**
   * Replaces the second list of {@link Strategy#ROUND_ROBIN_WITH_FALLBACK}.
   *
   * @param all the new ones
   * @return this
   */
  public RoutingSectionBuilder fallback(List<WeightedDestination> all) {
    fallback = new ArrayList<>(all);
    return this;
  }

  /**
   * Sets what the clients do.
   *
   * @param mode the mode
   * @return this
   */
  public RoutingSectionBuilder mode(Mode mode) {
    this.mode = requireNonNull(mode, "mode");
    return this;
  }

  /**
   * Sets how a destination is picked.
   *
   * @param strategy the strategy
   * @return this
   */
  public RoutingSectionBuilder strategy(Strategy strategy) {
    this.strategy = requireNonNull(strategy, "strategy");
    return this;
  }

  /**
   * Sets {@link RoutingSection#connectTimeout()}.
   *
   * @param timeout 1 ms to 65535 s
   * @return this
   */
  public RoutingSectionBuilder connectTimeout(Duration timeout) {
    connectTimeout = requireNonNull(timeout, "connect-timeout");
    return this;
  }

  /**
   * Sets {@link RoutingSection#clientConnectTimeout()}.
   *
   * @param timeout 1 ms to 365 days
   * @return this
   */
  public RoutingSectionBuilder clientConnectTimeout(Duration timeout) {
    clientConnectTimeout = requireNonNull(timeout, "client-connect-timeout");
    return this;
  }

  /**
   * Sets {@link RoutingSection#maxConnections()}.
   *
   * @param most 1 to 65535
   * @return this
   */
  public RoutingSectionBuilder maxConnections(int most) {
    maxConnections = most;
    return this;
  }

  /**
   * Sets {@link RoutingSection#maxConnectErrors()}.
   *
   * @param most 0 (never block) to 4294967295
   * @return this
   */
  public RoutingSectionBuilder maxConnectErrors(long most) {
    maxConnectErrors = most;
    return this;
  }

  /**
   * Sets {@link RoutingSection#connectErrorsExpire()}.
   *
   * @param after 1 ms to 365 days
   * @return this
   */
  public RoutingSectionBuilder connectErrorsExpire(Duration after) {
    connectErrorsExpire = requireNonNull(after, "connect-errors-expire");
    return this;
  }

  /**
   * Sets {@link RoutingSection#idleTimeout()}.
   *
   * @param timeout 1 ms to 365 days, or zero: never
   * @return this
   */
  public RoutingSectionBuilder idleTimeout(Duration timeout) {
    idleTimeout = requireNonNull(timeout, "idle-timeout");
    return this;
  }

  /**
   * Sets {@link RoutingSection#keepAlive()}.
   *
   * @param keepAlive the figures
   * @return this
   */
  public RoutingSectionBuilder keepAlive(KeepAlive keepAlive) {
    this.keepAlive = requireNonNull(keepAlive, "keep-alive");
    return this;
  }

  /**
   * Sets {@link RoutingSection#health()}.
   *
   * @param health the figures
   * @return this
   */
  public RoutingSectionBuilder health(HealthCheck health) {
    this.health = requireNonNull(health, "health");
    return this;
  }

  /**
   * Sets the networks that clients may come from, in place of those set before; none: all may.
   *
   * @param networks as {@link Network#parse} reads them, {@code 10.1.0.0/16} for example
   * @return this
   * @throws IllegalArgumentException if one is no network
   */
  public RoutingSectionBuilder allow(String... networks) {
    allow = Stream.of(networks).map(Network::parse).toList();
    return this;
  }

  /**
   * Sets {@link RoutingSection#onUnfit()}.
   *
   * @param what happens to the sessions of a destination that turns unfit
   * @return this
   */
  public RoutingSectionBuilder onUnfit(OnUnfit what) {
    onUnfit = requireNonNull(what, "on-unfit");
    return this;
  }

  /**
   * Sets {@link RoutingSection#hold()}.
   *
   * @param longest 1 ms to 1 h, or zero: clients are not held
   * @return this
   */
  public RoutingSectionBuilder hold(Duration longest) {
    hold = requireNonNull(longest, "hold");
    return this;
  }

  /**
   * Sets the networks that clients may not come from, in place of those set before; they win over
   * the allowed ones.
   *
   * @param networks as {@link Network#parse} reads them
   * @return this
   * @throws IllegalArgumentException if one is no network
   */
  public RoutingSectionBuilder deny(String... networks) {
    deny = Stream.of(networks).map(Network::parse).toList();
    return this;
  }

  /**
   * Sets {@link RoutingSection#sendProxyProtocol()}.
   *
   * @param protocol the header
   * @return this
   */
  public RoutingSectionBuilder sendProxyProtocol(ProxyProtocol protocol) {
    sendProxyProtocol = requireNonNull(protocol, "send-proxy-protocol");
    return this;
  }

  /**
   * Sets the networks of trusted proxies, in place of those set before; see {@link
   * RoutingSection#acceptProxyProtocolFrom()}.
   *
   * @param networks as {@link Network#parse} reads them
   * @return this
   * @throws IllegalArgumentException if one is no network
   */
  public RoutingSectionBuilder acceptProxyProtocolFrom(String... networks) {
    acceptProxyProtocolFrom = Stream.of(networks).map(Network::parse).toList();
    return this;
  }

  /**
   * Sets {@link RoutingSection#holdMax()}.
   *
   * @param most 1 to 65535
   * @return this
   */
  public RoutingSectionBuilder holdMax(int most) {
    holdMax = most;
    return this;
  }

  /**
   * Checks everything and makes the section.
   *
   * @return the section
   * @throws IllegalArgumentException that names the section, the field, the value and the rule
   */
  public RoutingSection build() {
    try {
      SectionRules.checkFigures(this);
      SectionRules.checkBinds(binds);
      RoutingSection section = new RoutingSection(this);
      SectionRules.checkDestinations(section);
      return section;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("section '" + name + "': " + e.getMessage(), e);
    }
  }
}

package io.viprouter.vrrp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one virtual router is to do. Immutable; {@link #builder(String)} makes one and checks every
 * rule about it in {@code build()}.
 */
public final class VirtualRouterConfig {

  /** Priority of the router that owns the addresses outright. */
  public static final int OWNER = 255;

  private final VirtualRouterConfigBuilder from;

  VirtualRouterConfig(VirtualRouterConfigBuilder from) {
    this.from = from;
  }

  /**
   * Begins a configuration.
   *
   * @param name 1 to 64 printable characters; used in the log
   * @return a builder with the defaults of keepalived
   */
  public static VirtualRouterConfigBuilder builder(String name) {
    return new VirtualRouterConfigBuilder(name);
  }

  /**
   * A builder that starts from this configuration, for {@link
   * VirtualRouter#update(VirtualRouterConfig)}.
   *
   * @return a builder that holds what this holds
   */
  public VirtualRouterConfigBuilder toBuilder() {
    return from.copy();
  }

  /**
   * The name.
   *
   * @return as given
   */
  public String name() {
    return from.name;
  }

  /**
   * Where the addresses live.
   *
   * @return name of the interface
   */
  public String interfaceName() {
    return from.interfaceName;
  }

  /**
   * Which virtual router this is part of.
   *
   * @return 1 to 255
   */
  public int virtualRouterId() {
    return from.virtualRouterId;
  }

  /**
   * The priority.
   *
   * @return 1 to 254, or {@link #OWNER}; 100 by default
   */
  public int priority() {
    return from.priority;
  }

  /**
   * The version of the protocol.
   *
   * @return 2 or 3; 2 by default, or 3 with IPv6 addresses
   */
  public int version() {
    return from.version != 0 ? from.version : isV6() ? 3 : 2;
  }

  /**
   * Time between our advertisements.
   *
   * @return whole seconds up to 255 s in version 2, 10 ms to 40.95 s in version 3; 1 s by default
   */
  public Duration advertisementInterval() {
    return from.interval;
  }

  /**
   * The addresses.
   *
   * @return of one family; over IPv6 the first is link-local
   */
  public List<VirtualAddress> addresses() {
    return from.addresses;
  }

  /**
   * Whether the addresses are IPv6 ones.
   *
   * @return the family
   */
  public boolean isV6() {
    return from.addresses.get(0).address() instanceof java.net.Inet6Address;
  }

  /**
   * The password of version 2.
   *
   * @return empty: no authentication
   */
  public Optional<String> password() {
    return from.password;
  }

  /**
   * Whether packets to the addresses are accepted.
   *
   * @return true
   */
  public boolean accept() {
    return from.accept;
  }

  /**
   * Whether to take over from a living router of lower priority.
   *
   * @return true by default
   */
  public boolean preempt() {
    return from.preempt;
  }

  /**
   * How long to watch a router of lower priority before taking over.
   *
   * @return 0 to 1000 s; 0 by default
   */
  public Duration preemptDelay() {
    return from.preemptDelay;
  }

  /**
   * The other routers, where there is no multicast.
   *
   * @return empty: multicast
   */
  public List<InetAddress> unicastPeers() {
    return from.unicastPeers;
  }

  /**
   * The address to send from.
   *
   * @return empty: the first of the interface that is not virtual
   */
  public Optional<InetAddress> sourceAddress() {
    return from.sourceAddress;
  }

  /**
   * Interfaces that must be up besides.
   *
   * @return their names
   */
  public List<String> trackedInterfaces() {
    return from.trackedInterfaces;
  }

  /**
   * How the addresses are announced.
   *
   * @return {@link GratuitousArp#DEFAULT} by default
   */
  public GratuitousArp gratuitousArp() {
    return from.gratuitousArp;
  }

  /**
   * What the checksum of version 3 over IPv4 covers when we send.
   *
   * @return {@link ChecksumForm#PSEUDO_HEADER} by default
   */
  public ChecksumForm checksumForm() {
    return from.checksumForm;
  }

  /**
   * Real-time priority of the driver thread.
   *
   * @return 0 for none, or 1 to 99; 0 by default
   */
  public int realTimePriority() {
    return from.realTimePriority;
  }
}

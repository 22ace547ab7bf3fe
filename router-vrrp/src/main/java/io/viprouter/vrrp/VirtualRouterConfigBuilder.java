package io.viprouter.vrrp;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds a {@link VirtualRouterConfig}. Confined to the thread that uses it. */
public final class VirtualRouterConfigBuilder {

  final String name;
  String interfaceName = "";
  int virtualRouterId;
  int priority = 100;
  int version;
  Duration interval = Duration.ofSeconds(1);
  List<VirtualAddress> addresses = List.of();
  Optional<String> password = Optional.empty();
  boolean accept = true;
  boolean preempt = true;
  Duration preemptDelay = Duration.ZERO;
  List<InetAddress> unicastPeers = List.of();
  Optional<InetAddress> sourceAddress = Optional.empty();
  List<String> trackedInterfaces = List.of();
  GratuitousArp gratuitousArp = GratuitousArp.DEFAULT;
  ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER;
  int realTimePriority;

  VirtualRouterConfigBuilder(String name) {
    this.name = requireNonNull(name, "name");
  }

  private static <T> List<T> list(List<T> values, String field) {
    requireNonNull(values, field).forEach(value -> requireNonNull(value, field));
    return List.copyOf(values);
  }

  VirtualRouterConfigBuilder copy() {
    VirtualRouterConfigBuilder copy = new VirtualRouterConfigBuilder(name);
    copy.interfaceName = interfaceName;
    copy.virtualRouterId = virtualRouterId;
    copy.priority = priority;
    copy.version = version;
    copy.interval = interval;
    copy.addresses = addresses;
    copy.password = password;
    copy.accept = accept;
    copy.preempt = preempt;
    copy.preemptDelay = preemptDelay;
    copy.unicastPeers = unicastPeers;
    copy.sourceAddress = sourceAddress;
    copy.trackedInterfaces = trackedInterfaces;
    copy.gratuitousArp = gratuitousArp;
    copy.checksumForm = checksumForm;
    copy.realTimePriority = realTimePriority;
    return copy;
  }

  /**
   * Where the addresses live. Required.
   *
   * @param value name of an interface; it may appear later
   * @return this
   */
  public VirtualRouterConfigBuilder interfaceName(String value) {
    interfaceName = requireNonNull(value, "interface");
    return this;
  }

  /**
   * Which virtual router this is part of. Required; no other on the same network may have it.
   *
   * @param value 1 to 255
   * @return this
   */
  public VirtualRouterConfigBuilder virtualRouterId(int value) {
    virtualRouterId = value;
    return this;
  }

  /**
   * The higher, the sooner it is master.
   *
   * @param value 1 to 254, or 255 for the owner of the addresses
   * @return this
   */
  public VirtualRouterConfigBuilder priority(int value) {
    priority = value;
    return this;
  }

  /**
   * The version of the protocol; all routers must have the same.
   *
   * @param value 2 or 3
   * @return this
   */
  public VirtualRouterConfigBuilder version(int value) {
    version = value;
    return this;
  }

  /**
   * Time between advertisements. Short: a dead master is noticed sooner, a late one more often
   * taken for dead; below 300 ms use {@link #realTimePriority(int)}.
   *
   * @param value whole seconds up to 255 s in version 2, 10 ms to 40.95 s in version 3
   * @return this
   */
  public VirtualRouterConfigBuilder advertisementInterval(Duration value) {
    interval = requireNonNull(value, "advertisement-interval");
    return this;
  }

  /**
   * The addresses that move. Required.
   *
   * @param values of one family; over IPv6 the first is link-local
   * @return this
   */
  public VirtualRouterConfigBuilder addresses(List<VirtualAddress> values) {
    addresses = list(values, "addresses");
    return this;
  }

  /**
   * As {@link #addresses(List)}.
   *
   * @param values as in {@link VirtualAddress#parse(String)}
   * @return this
   */
  public VirtualRouterConfigBuilder addresses(String... values) {
    List<String> texts = list(Arrays.asList(requireNonNull(values, "addresses")), "addresses");
    return addresses(texts.stream().map(VirtualAddress::parse).toList());
  }

  /**
   * Simple authentication of version 2. It protects from mistakes, not from people.
   *
   * @param value 1 to 8 bytes; longer ones are refused, not cut
   * @return this
   */
  public VirtualRouterConfigBuilder password(String value) {
    password = Optional.of(requireNonNull(value, "password"));
    return this;
  }

  /**
   * Whether packets to the addresses are accepted by a master that does not own them (RFC 9568,
   * section 6.1, Accept_Mode). The addresses are here to be served, so {@link #build()} refuses
   * false: who wants to drop packets does it with the system's packet filter.
   *
   * @param value true
   * @return this
   */
  public VirtualRouterConfigBuilder accept(boolean value) {
    accept = value;
    return this;
  }

  /**
   * Whether to take over from a living router of lower priority.
   *
   * @param value false: whoever is master stays
   * @return this
   */
  public VirtualRouterConfigBuilder preempt(boolean value) {
    preempt = value;
    return this;
  }

  /**
   * How long to watch a router of lower priority before taking over.
   *
   * @param value 0 to 1000 s
   * @return this
   */
  public VirtualRouterConfigBuilder preemptDelay(Duration value) {
    preemptDelay = requireNonNull(value, "preempt-delay");
    return this;
  }

  /**
   * The other routers, where there is no multicast.
   *
   * @param values all of them but this one
   * @return this
   */
  public VirtualRouterConfigBuilder unicastPeers(List<InetAddress> values) {
    unicastPeers = list(values, "unicast-peers");
    return this;
  }

  /**
   * The address to send from, if the first one of the interface is the wrong one.
   *
   * @param value must be on the interface
   * @return this
   */
  public VirtualRouterConfigBuilder sourceAddress(InetAddress value) {
    sourceAddress = Optional.of(requireNonNull(value, "source-address"));
    return this;
  }

  /**
   * Interfaces that must be up besides; otherwise mastership is given up.
   *
   * @param values names of interfaces
   * @return this
   */
  public VirtualRouterConfigBuilder trackedInterfaces(List<String> values) {
    trackedInterfaces = list(values, "track-interfaces");
    return this;
  }

  /**
   * How the addresses are announced.
   *
   * @param value counts and times
   * @return this
   */
  public VirtualRouterConfigBuilder gratuitousArp(GratuitousArp value) {
    gratuitousArp = requireNonNull(value, "gratuitous-arp");
    return this;
  }

  /**
   * What the checksum of version 3 over IPv4 covers when we send.
   *
   * @param value both forms are accepted in any case
   * @return this
   */
  public VirtualRouterConfigBuilder checksumForm(ChecksumForm value) {
    checksumForm = requireNonNull(value, "checksum-form");
    return this;
  }

  /**
   * Asks for real-time scheduling of the driver thread; needs CAP_SYS_NICE.
   *
   * @param value 0 for none, or 1 to 99
   * @return this
   */
  public VirtualRouterConfigBuilder realTimePriority(int value) {
    realTimePriority = value;
    return this;
  }

  /**
   * Checks everything.
   *
   * @return the configuration
   * @throws IllegalArgumentException that names field, value and rule
   */
  public VirtualRouterConfig build() {
    VirtualRouterConfig made = new VirtualRouterConfig(copy());
    ConfigRules.check(made);
    return made;
  }
}

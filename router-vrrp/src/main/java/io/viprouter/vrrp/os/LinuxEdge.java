package io.viprouter.vrrp.os;

import io.viprouter.vrrp.wire.Datagram;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of one virtual router on Linux. Confined to its driver thread, but for {@link #wakeUp},
 * which is thread-safe.
 *
 * <p>Invariant: the packet sockets belong to the interface as it is now; when it is replaced by
 * another of the same name, {@link #look} opens new ones.
 */
public final class LinuxEdge implements Edge, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.viprouter.vrrp.edge");

  private static final long LOOK_AGAIN_NANOS = 100_000_000L;

  private final String label;
  private EdgeSettings settings;
  private final Netlink netlink;
  private final AddressRemoval removal;
  private final NetlinkMonitor monitor;
  private final Poller poller;
  private @Nullable Interface on;
  private @Nullable AdvertSocket socket;
  private @Nullable Announcer announcer;
  private @Nullable PreparedAdverts adverts;
  private @Nullable InetAddress source;
  private int lastSendError;
  private Surroundings last = new Surroundings(false, false, Optional.empty(), false);
  private boolean stale;
  private boolean reopen;

  /**
   * Opens what does not depend on the interface.
   *
   * @param label for the log
   * @param settings what to do
   * @throws SystemCallException if the system refuses
   */
  public LinuxEdge(String label, EdgeSettings settings) {
    this.label = label;
    this.settings = settings;
    netlink = new Netlink();
    removal = new AddressRemoval(label, netlink);
    monitor = new NetlinkMonitor(watched(settings));
    poller = new Poller(monitor.fd());
  }

  private static Set<String> watched(EdgeSettings settings) {
    Set<String> names = new HashSet<>(settings.tracked());
    names.add(settings.interfaceName());
    return Set.copyOf(names);
  }

  /**
   * Looks at interface and addresses anew, and opens the sockets when the interface is there.
   *
   * @return how things stand
   * @throws SystemCallException if a socket may not be opened
   */
  public Surroundings look() {
    try {
      last = lookNow();
      stale = false;
    } catch (SystemCallException e) {
      if (e.isPermission()) {
        throw e;
      }
      // Not knowing is no reason to give anything up: look again soon.
      if (!stale) {
        LOG.warn("({}) cannot look at {}", label, settings.interfaceName(), e);
      }
      stale = true;
    }
    return last;
  }

  private Surroundings lookNow() {
    Optional<Interface> found = netlink.link(settings.interfaceName());
    if (reopen) {
      // Membership of the multicast group is a matter of the socket.
      detach();
      reopen = false;
    }
    found.ifPresentOrElse(this::attach, this::detach);
    List<InetAddress> present = found.map(this::addresses).orElse(List.of());
    Optional<InetAddress> from = chooseSource(present);
    useSource(from);
    boolean trackedUp =
        settings.tracked().stream()
            .allMatch(name -> netlink.link(name).map(Interface::up).orElse(false));
    boolean complete = settings.addresses().stream().allMatch(e -> present.contains(e.address()));
    return new Surroundings(found.map(Interface::up).orElse(false), trackedUp, from, complete);
  }

  private List<InetAddress> addresses(Interface link) {
    return netlink.addresses(family(), link.index()).stream().map(AddressEntry::address).toList();
  }

  private int family() {
    return settings.route().group() instanceof Inet6Address ? LibC.AF_INET6 : LibC.AF_INET;
  }

  /** The first address that is no virtual one; over IPv6 a link-local one (RFC 9568, 5.1.2.1). */
  private Optional<InetAddress> chooseSource(List<InetAddress> present) {
    if (settings.route().source().isPresent()) {
      return settings.route().source().filter(present::contains);
    }
    boolean unicast = !settings.route().peers().isEmpty();
    boolean globalPeers =
        settings.route().peers().stream().noneMatch(InetAddress::isLinkLocalAddress);
    return present.stream()
        .filter(a -> settings.addresses().stream().noneMatch(e -> e.address().equals(a)))
        .filter(
            a ->
                !(a instanceof Inet6Address)
                    || (a.isLinkLocalAddress() != (unicast && globalPeers)))
        .findFirst();
  }

  private void attach(Interface now) {
    Interface before = on;
    if (before != null && before.index() == now.index() && before.mac().equals(now.mac())) {
      on = now;
      return;
    }
    detach();
    AdvertSocket opened =
        new AdvertSocket(now, settings.route().group(), settings.route().peers().isEmpty());
    socket = opened;
    announcer = new Announcer(now, settings.addresses());
    poller.packets(opened.fd());
    on = now;
  }

  private void detach() {
    if (socket != null) {
      socket.close();
    }
    if (announcer != null) {
      announcer.close();
    }
    socket = null;
    announcer = null;
    adverts = null;
    source = null;
    on = null;
    poller.packets(-1);
  }

  private void useSource(Optional<InetAddress> from) {
    Interface link = on;
    if (from.isPresent() && link != null && !from.get().equals(source)) {
      source = from.get();
      adverts =
          new PreparedAdverts(
              settings.advert(), from.get(), settings.route().destinations(), link.index());
    }
  }

  /**
   * Other settings from now on, in force with the next {@link #look}; what is on the interface
   * stays.
   *
   * @param changed of the same interface and family
   */
  public void change(EdgeSettings changed) {
    reopen |= settings.route().peers().isEmpty() != changed.route().peers().isEmpty();
    settings = changed;
    source = null;
    monitor.watch(watched(changed));
    if (announcer != null) {
      announcer.addresses(changed.addresses());
    }
  }

  /**
   * Takes addresses off the interface.
   *
   * @param entries which
   */
  public void remove(List<AddressEntry> entries) {
    Interface link = on;
    if (link != null && !entries.isEmpty()) {
      removal.remove(family(), link.index(), entries);
    }
  }

  /**
   * Waits for a packet, a change or a wake-up.
   *
   * @param nanos at most this long
   * @return true if it is worth to {@link #look} again
   */
  public boolean await(long nanos) {
    Interface link = on;
    boolean said = poller.await(stale ? Math.min(nanos, LOOK_AGAIN_NANOS) : nanos);
    return (said && monitor.changed(link == null ? -1 : link.index())) || stale;
  }

  /** Ends a wait. */
  public void wakeUp() {
    poller.wakeUp();
  }

  /**
   * Takes the next packet out of the socket.
   *
   * @param into filled anew
   * @return false if there is none
   */
  public boolean receive(Datagram into) {
    return socket != null && socket.receive(into);
  }

  @Override
  public void send(int priority) {
    if (adverts != null && socket != null) {
      sendResult(adverts.send(priority, socket.fd()));
    }
  }

  @Override
  public void announce() {
    if (announcer != null) {
      sendResult(announcer.announce());
    }
  }

  /**
   * Announces some of the addresses only.
   *
   * @param entries which
   * @param times how often each
   */
  public void announce(List<AddressEntry> entries, int times) {
    if (announcer != null) {
      sendResult(announcer.announce(entries, times));
    }
  }

  /** Logs a failure once, and not again until something else happens. */
  private void sendResult(int error) {
    if (error != lastSendError) {
      lastSendError = error;
      if (error != 0) {
        LOG.warn("({}) cannot send: errno {} ({})", label, error, SystemCallException.name(error));
      }
    }
  }

  @Override
  public boolean addAddresses() {
    Interface link = on;
    if (link == null) {
      return false;
    }
    for (AddressEntry entry : settings.addresses()) {
      int error = netlink.add(link.index(), entry);
      if (error != 0) {
        LOG.error(
            "({}) cannot add {}: errno {} ({})",
            label,
            entry.address().getHostAddress(),
            error,
            SystemCallException.name(error));
        return false;
      }
    }
    return true;
  }

  @Override
  public void removeAddresses() {
    remove(settings.addresses());
  }

  /** Loads and links everything that a takeover needs; changes and sends nothing. */
  public void warmUp() {
    removal.remove(family(), Integer.MAX_VALUE, List.of());
    Block none = new Block(16);
    AdvertSocket.send(-1, none, none);
    LibC.recv(-1, none.at(), 0, LibC.MSG_DONTWAIT);
    // An interface that cannot exist: the whole way of an address to the kernel and back.
    for (AddressEntry entry : settings.addresses()) {
      netlink.add(Integer.MAX_VALUE, entry);
      netlink.remove(Integer.MAX_VALUE, entry);
    }
  }

  @Override
  public void close() {
    detach();
    poller.close();
    monitor.close();
    netlink.close();
  }
}

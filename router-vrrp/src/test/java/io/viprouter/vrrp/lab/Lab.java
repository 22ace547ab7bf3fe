package io.viprouter.vrrp.lab;

import io.viprouter.vrrp.os.AddressProbe;
import io.viprouter.vrrp.os.Tap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bridge and hosts around it, each a network namespace of its own. Made and removed by the test,
 * also when it fails or the JVM ends; nothing is sent outside.
 */
public final class Lab implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix =
      "vr" + ProcessHandle.current().pid() % 100_000 + "x" + COUNT.incrementAndGet();
  private final String bridge = prefix + "sw";
  private final List<String> namespaces = new ArrayList<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private final Thread hook = new Thread(this::removeAll);
  private boolean removed;

  /** Makes the bridge; STP and multicast snooping are off, as a lab needs. */
  public Lab() {
    Runtime.getRuntime().addShutdownHook(hook);
    add(bridge);
    ip("-n " + bridge + " link add br0 type bridge stp_state 0 mcast_snooping 0");
    ip("-n " + bridge + " link set br0 up");
  }

  /** One namespace with {@code eth0} on the bridge. */
  public final class Host {
    final String name;
    final int number;
    private final AddressProbe probe;

    private Host(String name, int number) {
      this.name = name;
      this.number = number;
      add(namespace());
      probe = closing(new AddressProbe(namespace()));
    }

    public String namespace() {
      return prefix + name;
    }

    public String address() {
      return "172.168.1." + number;
    }

    private String port() {
      return "p" + name;
    }

    /** Whether an address is on its interface. */
    public boolean has(String address) {
      return has("eth0", address);
    }

    /** Whether an address is on one of its interfaces. */
    public boolean has(String interfaceName, String address) {
      return probe.has(interfaceName, address);
    }

    public void addAddress(String address) {
      ip("-n " + namespace() + " addr add " + address + " dev eth0 nodad");
    }

    public void removeAddress(String address) {
      ip("-n " + namespace() + " addr del " + address + " dev eth0");
    }

    /** Another interface, with a carrier, and nobody behind it. */
    public void addInterface(String more) {
      ip("-n " + namespace() + " link add " + more + " type veth peer name " + more + "x");
      ip("-n " + namespace() + " link set " + more + "x up");
      ip("-n " + namespace() + " link set " + more + " up");
    }

    public void carrier(String more, boolean on) {
      ip("-n " + namespace() + " link set " + more + "x " + (on ? "up" : "down"));
    }

    public void removeInterface(String more) {
      ip("-n " + namespace() + " link del " + more);
    }

    /** Its packets vanish; its link stays up. */
    public void cut() {
      ip("-n " + bridge + " link set " + port() + " nomaster");
    }

    public void heal() {
      ip("-n " + bridge + " link set " + port() + " master br0");
      ip("-n " + bridge + " link set " + port() + " up");
    }

    /** It loses its carrier. */
    public void linkDown() {
      ip("-n " + bridge + " link set " + port() + " down");
    }

    public void linkUp() {
      ip("-n " + bridge + " link set " + port() + " up");
    }

    /** Whether multicast reaches it; what it sends reaches the others in any case. */
    public void hearsMulticast(boolean hears) {
      ip(
          "-n "
              + bridge
              + " link set "
              + port()
              + " type bridge_slave mcast_flood "
              + (hears ? "on" : "off"));
    }
  }

  /** Adds a host with address 172.168.1.number and a MAC address that ends in it. */
  public Host host(String name, int number) {
    Host host = new Host(name, number);
    String mac = String.format("02:00:00:00:01:%02x", number);
    ip(
        "-n "
            + bridge
            + " link add "
            + host.port()
            + " type veth peer name eth0 address "
            + mac
            + " netns "
            + host.namespace());
    ip("-n " + bridge + " link set " + host.port() + " master br0 up");
    ip("-n " + host.namespace() + " link set lo up");
    ip("-n " + host.namespace() + " link set eth0 up");
    ip("-n " + host.namespace() + " addr add " + host.address() + "/24 dev eth0");
    return host;
  }

  /** Sees everything that is sent to all. */
  public Tap tap() {
    return closing(new Tap(bridge, "br0"));
  }

  /** Closes something before the namespaces go. */
  public <T extends AutoCloseable> T closing(T resource) {
    synchronized (toClose) {
      toClose.add(resource);
    }
    return resource;
  }

  private void add(String namespace) {
    ip("netns add " + namespace);
    namespaces.add(namespace);
  }

  static void ip(String arguments) {
    Shell.run("ip " + arguments);
  }

  @Override
  public void close() {
    removeAll();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private synchronized void removeAll() {
    if (removed) {
      return;
    }
    removed = true;
    List<AutoCloseable> last;
    synchronized (toClose) {
      last = new ArrayList<>(toClose);
    }
    Collections.reverse(last);
    for (AutoCloseable resource : last) {
      try {
        resource.close();
      } catch (Exception e) {
        System.err.println("closing " + resource + ": " + e);
      }
    }
    for (String namespace : namespaces) {
      Shell.works("ip netns del " + namespace);
    }
  }
}

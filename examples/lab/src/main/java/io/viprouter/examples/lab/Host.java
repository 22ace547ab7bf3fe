package io.viprouter.examples.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;

/**
 * One host of the lab: a network namespace with {@code eth1} on the lab's switch. Thread-safe, as
 * far as the system is.
 */
final class Host {

  /** The interface of every host. */
  static final String INTERFACE = "eth1";

  private final String name;
  private final int number;
  private final String namespace;
  private final String bridge;

  Host(String name, int number, String namespace, String bridge) {
    this.name = name;
    this.number = number;
    this.namespace = namespace;
    this.bridge = bridge;
  }

  void create() {
    Shell.line("ip netns add " + namespace);
    Shell.line(
        "ip -n %s link add %s type veth peer name %s address %s netns %s"
            .formatted(bridge, port(), INTERFACE, mac(), namespace));
    onSwitch("master br0 up");
    Shell.line("ip -n " + namespace + " link set lo up");
    Shell.line("ip -n " + namespace + " link set " + INTERFACE + " up");
    Shell.line("ip -n %s addr add %s/24 dev %s".formatted(namespace, address(), INTERFACE));
  }

  String name() {
    return name;
  }

  String namespace() {
    return namespace;
  }

  /** Its own address. */
  String address() {
    return address(number);
  }

  static String address(int number) {
    return "172.168.1." + number;
  }

  private String mac() {
    return String.format("02:00:00:00:01:%02x", number);
  }

  private String port() {
    return "p" + number;
  }

  /** What to put before a command so that it runs here, under this host's name. */
  List<String> prefix() {
    return List.of(
        "ip",
        "netns",
        "exec",
        namespace,
        "unshare",
        "--uts",
        "sh",
        "-c",
        "hostname \"$0\" && exec \"$@\"",
        name);
  }

  /** A command to be run here. */
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix());
    all.addAll(command);
    return all;
  }

  /** Runs something here, on a thread of its own. */
  <T> T call(Callable<T> call) {
    try {
      return NetworkNamespace.call(namespace, call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("at " + name + ": " + e.getMessage(), e);
    }
  }

  /** Threads that live here. */
  ThreadFactory threads() {
    return NetworkNamespace.threads(namespace);
  }

  /** Whether an address is on its interface. */
  boolean has(String address) {
    return Shell.line("ip -n " + namespace + " -o addr show dev " + INTERFACE)
        .contains(" " + address + "/");
  }

  /** Sockets of this host in the form of {@code ss}, without a heading. */
  List<String> sockets(String filter) {
    return Shell.line("ip netns exec " + namespace + " ss -Htna " + filter)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Its packets vanish; its link stays up and nobody is told: as if its power had failed. */
  void cut() {
    onSwitch("nomaster");
  }

  /** Ends {@link #cut()}. */
  void heal() {
    onSwitch("master br0");
    onSwitch("up");
  }

  /** Its cable is pulled: it loses its carrier. */
  void unplug() {
    onSwitch("down");
  }

  /** Ends {@link #unplug()}. */
  void plug() {
    onSwitch("up");
  }

  /** Whether multicast reaches it; what it sends reaches the others in any case. */
  void hearsMulticast(boolean hears) {
    onSwitch("type bridge_slave mcast_flood " + (hears ? "on" : "off"));
  }

  /** What it sends to another vanishes, and nobody is told. */
  void lose(Host other) {
    neighbour("replace", other, " lladdr 02:00:00:00:00:fe nud permanent");
  }

  /** Ends {@link #lose(Host)}. */
  void find(Host other) {
    neighbour("del", other, "");
  }

  private void neighbour(String what, Host other, String more) {
    Shell.line(
        "ip -n %s neigh %s %s dev %s%s"
            .formatted(namespace, what, other.address(), INTERFACE, more));
  }

  private void onSwitch(String what) {
    Shell.line("ip -n " + bridge + " link set " + port() + " " + what);
  }

  /** Its name and address. */
  @Override
  public String toString() {
    return name + " (" + address() + ")";
  }
}

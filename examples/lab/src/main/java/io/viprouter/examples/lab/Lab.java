package io.viprouter.examples.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A switch and the hosts of the scene around it. Made and removed by one thread; needs root.
 *
 * <p>All names bear this JVM's process id. What is here goes with {@link #close()}, at the latest
 * when the JVM ends; what a killed JVM left is removed by the next one, with the processes in it.
 */
final class Lab implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("viplab(\\d+)x\\d+-\\w+");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix =
      "viplab" + ProcessHandle.current().pid() + "x" + COUNT.incrementAndGet() + "-";
  private final String bridge = prefix + "switch";
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private final Thread hook = new Thread(this::removeAll, "lab-teardown");
  private boolean removed;

  private Lab() {}

  /** A lab with nothing but a switch; spanning tree and multicast snooping are off. */
  static Lab create() {
    sweep();
    Lab lab = new Lab();
    Runtime.getRuntime().addShutdownHook(lab.hook);
    try {
      Shell.line("ip netns add " + lab.bridge);
      Shell.line("ip -n " + lab.bridge + " link add br0 type bridge stp_state 0 mcast_snooping 0");
      Shell.line("ip -n " + lab.bridge + " link set br0 up");
      return lab;
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** Adds a host with address 172.168.1.number and a MAC address that ends in it. */
  Host host(String name, int number) {
    Host host = new Host(name, number, prefix + name, bridge);
    hosts.put(name, host);
    host.create();
    return host;
  }

  /** All hosts, in the order they were added. */
  List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  /** Closes something before the hosts go; the last one first. */
  <T extends AutoCloseable> T closing(T resource) {
    synchronized (toClose) {
      toClose.add(resource);
    }
    return resource;
  }

  @Override
  public void close() {
    removeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook finds nothing left to do.
    }
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
    hosts.values().forEach(host -> remove(host.namespace()));
    remove(bridge);
  }

  /** Removes what JVMs left that are gone. */
  static void sweep() {
    namespaces()
        .forEach(
            (namespace, owner) -> {
              if (ProcessHandle.of(owner).isEmpty()) {
                remove(namespace);
              }
            });
  }

  /** All namespaces of labs on this machine, and the process that made each. */
  static Map<String, Long> namespaces() {
    Map<String, Long> found = new LinkedHashMap<>();
    Matcher matcher = NAME.matcher(Shell.line("ip netns list"));
    while (matcher.find()) {
      found.put(matcher.group(), Long.parseLong(matcher.group(1)));
    }
    return found;
  }

  /** Ends the processes in it, which would keep it alive, and removes it. */
  private static void remove(String namespace) {
    for (String pid :
        Shell.outcome(List.of("ip", "netns", "pids", namespace)).output().split("\\s+", -1)) {
      // Threads of this JVM that have not ended yet are in there too.
      if (pid.matches("\\d+") && Long.parseLong(pid) != ProcessHandle.current().pid()) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    Shell.works("ip netns del " + namespace);
  }
}

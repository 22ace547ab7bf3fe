package io.viprouter.launcher;

import io.viprouter.launcher.config.SyncGroupSettings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.launcher.notify.CommandTracker;
import io.viprouter.launcher.notify.TrackSum;
import io.viprouter.vrrp.SyncGroup;
import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VirtualRouterBuilder;
import io.viprouter.vrrp.VirtualRouterConfig;
import io.viprouter.vrrp.VrrpListener;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The virtual routers of this program, joined to its sections. Thread-safe; starting, changing and
 * stopping are done by one thread at a time.
 */
final class VirtualRouters implements Part {

  private record Running(
      VirtualRouterSettings settings, VirtualRouter router, CommandTracker tracker) {}

  private final Joint joint;
  private final List<VrrpListener> listeners;
  private final Map<String, SyncGroup> groups = new HashMap<>();
  private final Map<String, Running> running = Collections.synchronizedMap(new LinkedHashMap<>());
  private final List<VirtualRouterSettings> wanted;
  private List<SyncGroupSettings> groupSettings;

  /**
   * Makes them; none runs yet.
   *
   * @param wanted what to start
   * @param groupSettings who of them belongs together
   * @param joint joins them to the sections
   * @param listeners hear of every transition
   */
  VirtualRouters(
      List<VirtualRouterSettings> wanted,
      List<SyncGroupSettings> groupSettings,
      Joint joint,
      List<VrrpListener> listeners) {
    this.wanted = List.copyOf(wanted);
    this.groupSettings = List.copyOf(groupSettings);
    this.joint = joint;
    this.listeners = List.copyOf(listeners);
  }

  /** Those that run, in the order of the configuration. */
  Map<String, VirtualRouter> byName() {
    Map<String, VirtualRouter> all = new LinkedHashMap<>();
    synchronized (running) {
      running.forEach((name, one) -> all.put(name, one.router()));
    }
    return all;
  }

  @Override
  public synchronized void start() {
    wanted.forEach(this::add);
  }

  /** Gives all addresses up: whoever connects from now on finds another router. */
  @Override
  public boolean drain(Duration grace) {
    close();
    return true;
  }

  @Override
  public synchronized void close() {
    List<String> names = new ArrayList<>(byName().keySet());
    Collections.reverse(names);
    names.forEach(this::remove);
  }

  /** Ends those that go: the first step of a change. */
  synchronized void removeAll(VirtualRouterChanges changes) {
    changes.removed().forEach(this::remove);
  }

  /**
   * Puts other settings in force: what goes of an address list goes first, so that an address may
   * move from one to another; what only changes stays what it is, master or backup.
   *
   * @param changes what to do
   * @param syncGroups all groups from now on
   * @return what could not be done, one sentence each
   */
  synchronized List<String> apply(
      VirtualRouterChanges changes, List<SyncGroupSettings> syncGroups) {
    groupSettings = List.copyOf(syncGroups);
    List<String> faults = new ArrayList<>();
    changes.changed().forEach(to -> attempt(to.name(), faults, () -> shrink(to)));
    changes.changed().forEach(to -> attempt(to.name(), faults, () -> change(to)));
    changes.added().forEach(to -> attempt(to.name(), faults, () -> add(to)));
    return faults;
  }

  private static void attempt(String name, List<String> faults, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      faults.add("(" + name + ") " + e.getMessage());
    }
  }

  private void add(VirtualRouterSettings settings) {
    String name = settings.name();
    VirtualRouterBuilder builder =
        VirtualRouter.builder(Assembly.virtualRouter(settings)).addressHook(joint.hook());
    listeners.forEach(builder::listener);
    group(name).ifPresent(builder::syncGroup);
    VirtualRouter router = builder.build();
    attach(settings, router);
    CommandTracker tracker = tracker(settings, router);
    running.put(name, new Running(settings, router, tracker));
    try {
      router.start();
    } catch (RuntimeException e) {
      remove(name);
      throw e;
    }
    tracker.start();
  }

  private void attach(VirtualRouterSettings settings, VirtualRouter router) {
    joint.attach(
        settings.name(),
        settings.tracking().sections(),
        standing -> router.fitness(standing.fitness(), standing.why()));
  }

  /** Not started; what it amounts to before the first answers is in force already. */
  private CommandTracker tracker(VirtualRouterSettings settings, VirtualRouter router) {
    CommandTracker tracker =
        new CommandTracker(
            settings.name(),
            settings.tracking().commands().stream().map(Assembly::trackCommand).toList(),
            (sum, wrong) -> tracked(settings, router, sum, wrong));
    tracked(settings, router, tracker.sum(), tracker.wrong());
    return tracker;
  }

  private void tracked(
      VirtualRouterSettings settings, VirtualRouter router, TrackSum sum, String wrong) {
    joint.commands(settings.name(), wrong);
    if (settings.priority() != VirtualRouterConfig.OWNER) {
      router.priority(sum.priority(settings.priority()));
    }
  }

  private void remove(String name) {
    Running gone = running.get(name);
    if (gone != null) {
      gone.tracker().close();
      gone.router().close();
      joint.detach(name);
      running.remove(name);
    }
  }

  /** First only what goes: an address may be about to move to another of ours. */
  private void shrink(VirtualRouterSettings to) {
    Running now = running.get(to.name());
    if (now == null) {
      return;
    }
    var kept = new ArrayList<>(now.settings().addresses());
    kept.retainAll(to.addresses());
    if (!kept.isEmpty() && kept.size() < now.settings().addresses().size()) {
      VirtualRouterConfig running = now.router().status().config();
      now.router().update(running.toBuilder().addresses(kept).build());
    }
  }

  private void change(VirtualRouterSettings to) {
    Running now = running.get(to.name());
    if (now == null) {
      add(to); // It could not be started before.
      return;
    }
    VirtualRouterConfig config = Assembly.virtualRouter(to);
    now.router().update(config);
    attach(to, now.router());
    CommandTracker tracker = now.tracker();
    boolean sameCommands = now.settings().tracking().commands().equals(to.tracking().commands());
    if (!sameCommands || now.settings().priority() != to.priority()) {
      tracker.close();
      tracker = tracker(to, now.router());
      tracker.start();
    }
    running.put(to.name(), new Running(to, now.router(), tracker));
  }

  private Optional<SyncGroup> group(String member) {
    return groupSettings.stream()
        .filter(group -> group.members().contains(member))
        .findFirst()
        .map(group -> groups.computeIfAbsent(group.name(), name -> new SyncGroup()));
  }

  /** The addresses of some settings, by virtual router. */
  static VirtualBinds binds(List<VirtualRouterSettings> settings) {
    Map<String, Collection<InetAddress>> addresses = new LinkedHashMap<>();
    settings.forEach(
        one -> addresses.put(one.name(), one.addresses().stream().map(a -> a.address()).toList()));
    return VirtualBinds.of(addresses);
  }
}

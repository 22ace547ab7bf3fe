package io.viprouter.launcher;

import io.viprouter.core.Router;
import io.viprouter.core.RouterListener;
import io.viprouter.launcher.admin.Answer;
import io.viprouter.launcher.admin.EventLog;
import io.viprouter.launcher.admin.Operations;
import io.viprouter.launcher.admin.RefusedException;
import io.viprouter.launcher.admin.RouterOperations;
import io.viprouter.launcher.admin.Running;
import io.viprouter.launcher.admin.Snapshot;
import io.viprouter.launcher.config.Settings;
import io.viprouter.vrrp.VirtualRouter;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that runs, and how it changes when the configuration does. Thread-safe; one reload at a time.
 */
final class Program {

  private static final Logger log = LoggerFactory.getLogger(Program.class);

  private final SettingsSource source;
  private final Joint joint;
  private final Router router;
  private final VirtualRouters virtualRouters;
  private final Notifications notifications;
  private final Remembered remembered;
  private final RouterOperations operations;
  private final AdminPart admin;
  private final Settings started;
  private Settings settings;

  /**
   * Makes it; nothing runs yet.
   *
   * @param source where settings come from at a reload
   * @param settings what was read from it
   */
  Program(SettingsSource source, Settings settings) {
    this.source = source;
    this.started = settings;
    this.settings = settings;
    EventLog events = new EventLog(InstantSource.system());
    VirtualBinds virtual = VirtualRouters.binds(settings.virtualRouters());
    this.notifications =
        new Notifications(settings, this::effectivePriority, InstantSource.system());
    RunningSections sections = new RunningSections();
    this.joint = new Joint(sections, PortProbe.SYSTEM);
    this.remembered = new Remembered(settings.process().stateFile());
    List<RouterListener> listeners = List.of(joint, events, notifications, remembered);
    this.router = Assembly.router(settings, virtual, remembered.read(), listeners);
    sections.router(router);
    joint.virtual(virtual);
    this.virtualRouters =
        new VirtualRouters(
            settings.virtualRouters(),
            settings.syncGroups(),
            joint,
            List.of(events, notifications));
    this.operations =
        new RouterOperations(
            identity(settings),
            new Running(router, joint::definitions, virtualRouters::byName),
            events,
            this::reload);
    this.admin = new AdminPart(settings.extras().admin(), operations);
  }

  private static Snapshot.Identity identity(Settings settings) {
    return new Snapshot.Identity(
        Assembly.name(settings),
        HostName.get(),
        Version.number(),
        ProcessHandle.current().pid(),
        Instant.now());
  }

  private int effectivePriority(String virtualRouter) {
    VirtualRouter running = virtualRouters.byName().get(virtualRouter);
    return running == null ? 0 : running.status().situation().effectivePriority();
  }

  /**
   * What is to be started, in that order, and stopped in the opposite one: no address is owned
   * before its sections can serve, and all are given up before anything else stops.
   */
  List<Part> parts() {
    return List.of(
        notifications, remembered, new RoutingPart(router, joint, settings), admin, virtualRouters);
  }

  /** What may be asked of it. */
  Operations operations() {
    return operations;
  }

  /**
   * Reads the configuration again and puts it in force. What did not change is not touched.
   *
   * @param askedBy who asked
   * @return what was done
   * @throws RefusedException if there is any fault; the old configuration stays in force then
   */
  synchronized Answer reload(String askedBy) {
    log.info("reload of {}, asked by {}", source.words(), askedBy);
    Settings next = read();
    ReloadPlan plan = ReloadPlan.between(started, settings, next);
    if (plan.isEmpty()) {
      settings = next;
      return new Answer(false, plan.words());
    }
    List<String> taken = new BindRehearsal(settings, next).faults();
    if (!taken.isEmpty()) {
      throw refused(taken);
    }
    List<String> faults =
        new ReloadSteps(router, joint, virtualRouters, next).carryOut(plan, this::around);
    boolean differs = !settings.equals(next);
    settings = next;
    faults.forEach(fault -> log.error("reload: {}", fault));
    if (!faults.isEmpty()) {
      throw new RefusedException(
          "in force but for what the system refused: " + String.join("; ", faults));
    }
    return new Answer(differs, plan.words());
  }

  private void around(Settings next) {
    notifications.apply(next);
    admin.apply(next.extras().admin());
  }

  private Settings read() {
    try {
      SettingsSource.Read read = source.read();
      return read.settings().orElseThrow(() -> refused(inForce(read.faults())));
    } catch (IOException e) {
      throw refused(List.of(source.words() + ": cannot be read: " + e.getMessage()));
    }
  }

  /** The line that counts them is about a start. */
  private static List<String> inForce(List<String> faults) {
    return faults.stream()
        .map(line -> line.replaceFirst("; not starting\\.$", "; not reloaded"))
        .toList();
  }

  private static RefusedException refused(List<String> faults) {
    faults.forEach(fault -> log.error("reload: {}", fault));
    log.error("reload: the configuration that was in force stays so");
    return new RefusedException(
        "nothing is changed: " + String.join("; ", faults.subList(0, Math.min(10, faults.size()))));
  }
}

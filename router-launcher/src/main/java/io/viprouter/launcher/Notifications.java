package io.viprouter.launcher;

import io.viprouter.core.Destination;
import io.viprouter.core.RouterListener;
import io.viprouter.launcher.config.NotifySettings.Occasion;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SyncGroupSettings;
import io.viprouter.launcher.notify.Mailer;
import io.viprouter.launcher.notify.Notice;
import io.viprouter.launcher.notify.NotifyCommands;
import io.viprouter.launcher.notify.NotifySettings;
import io.viprouter.launcher.notify.StateChange;
import io.viprouter.vrrp.VrrpListener;
import io.viprouter.vrrp.VrrpState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Writes mail and runs commands when a virtual router, a sync group or the current destination of a
 * section changes. Thread-safe; hearing of a change never waits: mail and commands have threads of
 * their own.
 */
final class Notifications implements RouterListener, VrrpListener, Part {

  /** What is in force. Immutable. */
  private record Around(
      Settings settings, Optional<Mailer> mailer, Map<String, NotifyCommands> commands) {}

  private final ToIntFunction<String> priority;
  private final InstantSource clock;
  private final Map<String, VrrpState> states = new ConcurrentHashMap<>();
  private final Map<String, VrrpState> groupStates = new ConcurrentHashMap<>();
  private volatile Around around;

  /**
   * Makes them; nothing runs before {@link #start}.
   *
   * @param settings whom to tell
   * @param priority tells the effective priority of a virtual router
   * @param clock wall time
   */
  Notifications(Settings settings, ToIntFunction<String> priority, InstantSource clock) {
    this.priority = priority;
    this.clock = clock;
    this.around = around(settings);
  }

  @Override
  public void start() {
    start(around);
  }

  @Override
  public boolean drain(Duration grace) {
    return true;
  }

  /** Sends and runs what waits, for a bounded time. */
  @Override
  public void close() {
    close(around);
  }

  /** Puts other settings in force; what waits is still sent and run. */
  void apply(Settings settings) {
    Around before = around;
    Around after = around(settings);
    start(after);
    around = after;
    close(before);
  }

  private static Around around(Settings settings) {
    Map<String, NotifyCommands> commands = new HashMap<>();
    settings
        .virtualRouters()
        .forEach(one -> add(commands, key("", one.name()), one.name(), one.notifications()));
    settings
        .syncGroups()
        .forEach(
            group -> add(commands, key("G", group.name()), group.name(), group.notifications()));
    Optional<Mailer> mailer =
        settings.extras().mail().given()
            ? Optional.of(new Mailer(Assembly.mail(settings)))
            : Optional.empty();
    return new Around(settings, mailer, commands);
  }

  private static void add(
      Map<String, NotifyCommands> commands,
      String key,
      String name,
      io.viprouter.launcher.config.NotifySettings from) {
    NotifySettings made = Assembly.notifications(from);
    if (!made.isEmpty()) {
      commands.put(key, new NotifyCommands(name, made));
    }
  }

  private static String key(String kind, String name) {
    return kind + " " + name;
  }

  private static void start(Around around) {
    around.mailer().ifPresent(Mailer::start);
    around.commands().values().forEach(NotifyCommands::start);
  }

  private static void close(Around around) {
    around.commands().values().forEach(NotifyCommands::close);
    around.mailer().ifPresent(Mailer::close);
  }

  @Override
  public void currentDestinationChanged(String section, Destination from, Destination to) {
    around
        .mailer()
        .ifPresent(
            mailer ->
                mailer.send(
                    Notice.ofSection(
                        new Notice.Change(
                            section,
                            from.toString(),
                            to.toString(),
                            "see the log and the status page",
                            clock.instant()))));
  }

  @Override
  public void changed(Transition transition) {
    Around now = around;
    String name = transition.router();
    states.put(name, transition.to());
    run(now, key("", name), StateChange.Kind.INSTANCE, name, transition.to());
    boolean mail =
        now.settings().virtualRouters().stream()
            .anyMatch(one -> one.name().equals(name) && one.notifications().mail());
    if (mail) {
      now.mailer()
          .ifPresent(mailer -> mailer.send(Notice.ofVirtualRouter(change(name, transition))));
    }
    now.settings().syncGroups().stream()
        .filter(group -> group.members().contains(name))
        .forEach(group -> member(now, group, transition));
  }

  /** A group has changed once all its members have. */
  private void member(Around now, SyncGroupSettings group, Transition transition) {
    boolean all =
        group.members().stream().allMatch(member -> states.get(member) == transition.to());
    if (all && groupStates.put(group.name(), transition.to()) != transition.to()) {
      run(now, key("G", group.name()), StateChange.Kind.GROUP, group.name(), transition.to());
      if (group.notifications().mail()) {
        now.mailer()
            .ifPresent(mailer -> mailer.send(Notice.ofSyncGroup(change(group.name(), transition))));
      }
    }
  }

  private static Notice.Change change(String name, Transition transition) {
    return new Notice.Change(
        name,
        transition.from().word(),
        transition.to().word(),
        transition.reason(),
        transition.at());
  }

  private void run(Around now, String key, StateChange.Kind kind, String name, VrrpState state) {
    NotifyCommands commands = now.commands().get(key);
    if (commands != null) {
      int of =
          kind == StateChange.Kind.GROUP
              ? now.settings().syncGroups().stream()
                  .filter(group -> group.name().equals(name))
                  .flatMap(group -> group.members().stream())
                  .mapToInt(priority)
                  .max()
                  .orElse(0)
              : priority.applyAsInt(name);
      commands.changed(new StateChange(kind, name, state(state), of));
    }
  }

  private static StateChange.State state(VrrpState state) {
    return switch (state) {
      case ACTIVE -> StateChange.State.MASTER;
      case BACKUP -> StateChange.State.BACKUP;
      case FAULT -> StateChange.State.FAULT;
      case INITIALIZE -> StateChange.State.STOP;
    };
  }

  /** The lists that a configuration file has, as the commands want them. */
  static NotifySettings.ByState byState(Map<Occasion, List<String>> from) {
    return new NotifySettings.ByState(
        from.getOrDefault(Occasion.MASTER, List.of()),
        from.getOrDefault(Occasion.BACKUP, List.of()),
        from.getOrDefault(Occasion.FAULT, List.of()),
        from.getOrDefault(Occasion.STOP, List.of()));
  }
}

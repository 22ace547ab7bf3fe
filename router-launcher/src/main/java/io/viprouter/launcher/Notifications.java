package io.viprouter.launcher;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.RouterListener;
import io.viprouter.launcher.config.NotifySettings.Occasion;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SyncGroupSettings;
import io.viprouter.launcher.notify.MailSettings;
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
  private record Around(Settings settings, Optional<Post> post, Map<String, Commands> commands) {}

  private record Post(MailSettings settings, Mailer mailer) {}

  private record Commands(NotifySettings settings, NotifyCommands runner) {}

  private final ToIntFunction<String> priority;
  private final InstantSource clock;
  private final Map<String, VrrpState> states = new ConcurrentHashMap<>();
  private final Map<String, VrrpState> groupStates = new ConcurrentHashMap<>();

  /** Why each destination is as it is, in words. */
  private final Map<String, String> causes = new ConcurrentHashMap<>();

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
    this.around = around(settings, new Around(settings, Optional.empty(), Map.of()));
  }

  @Override
  public void start() {
    start(around, new Around(around.settings(), Optional.empty(), Map.of()));
  }

  @Override
  public boolean drain(Duration grace) {
    return true;
  }

  /** Sends and runs what waits, for a bounded time. */
  @Override
  public void close() {
    close(around, new Around(around.settings(), Optional.empty(), Map.of()));
  }

  /**
   * Puts other settings in force. What stays as it was goes on; what waits elsewhere is still sent
   * and run, without anybody waiting for it.
   */
  void apply(Settings settings) {
    Around before = around;
    Around after = around(settings, before);
    start(after, before);
    around = after;
    Thread farewell = new Thread(() -> close(before, after), "notify-farewell");
    farewell.setDaemon(true);
    farewell.start();
  }

  private static Around around(Settings settings, Around before) {
    Map<String, Commands> commands = new HashMap<>();
    settings
        .virtualRouters()
        .forEach(
            one ->
                add(
                    commands,
                    before,
                    key("", one.name()),
                    Assembly.notifications(one.notifications())));
    settings
        .syncGroups()
        .forEach(
            group ->
                add(
                    commands,
                    before,
                    key("G", group.name()),
                    Assembly.notifications(group.notifications())));
    if (!settings.extras().mail().given()) {
      return new Around(settings, Optional.empty(), commands);
    }
    MailSettings mail = Assembly.mail(settings);
    Post post =
        before
            .post()
            .filter(was -> was.settings().equals(mail))
            .orElseGet(() -> new Post(mail, new Mailer(mail)));
    return new Around(settings, Optional.of(post), commands);
  }

  private static void add(
      Map<String, Commands> commands, Around before, String key, NotifySettings made) {
    if (!made.isEmpty()) {
      Commands was = before.commands().get(key);
      boolean same = was != null && was.settings().equals(made);
      String name = key.substring(key.indexOf(' ') + 1);
      commands.put(key, same ? was : new Commands(made, new NotifyCommands(name, made)));
    }
  }

  private static String key(String kind, String name) {
    return kind + " " + name;
  }

  /** Starts what was not there before. */
  private static void start(Around around, Around before) {
    around
        .post()
        .filter(post -> !before.post().equals(Optional.of(post)))
        .ifPresent(post -> post.mailer().start());
    around.commands().values().stream()
        .filter(commands -> !before.commands().containsValue(commands))
        .forEach(commands -> commands.runner().start());
  }

  /** Ends what is there no longer. */
  private static void close(Around around, Around after) {
    around.commands().values().stream()
        .filter(commands -> !after.commands().containsValue(commands))
        .forEach(commands -> commands.runner().close());
    around
        .post()
        .filter(post -> !after.post().equals(Optional.of(post)))
        .ifPresent(post -> post.mailer().close());
  }

  private static void send(Around around, Notice notice) {
    around.post().ifPresent(post -> post.mailer().send(notice));
  }

  /** Remembered for the mail that may follow. */
  @Override
  public void destinationStateChanged(
      String section,
      Destination destination,
      DestinationState from,
      DestinationState to,
      String cause) {
    causes.put(section + " " + destination, destination + " is " + to.key() + ": " + cause);
  }

  @Override
  public void currentDestinationChanged(String section, Destination from, Destination to) {
    send(
        around,
        Notice.ofSection(
            new Notice.Change(
                section,
                from.toString(),
                to.toString(),
                causes.getOrDefault(
                    section + " " + from,
                    "a connection to " + from + " failed, or somebody asked for it; see the log"),
                clock.instant())));
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
      send(now, Notice.ofVirtualRouter(change(name, transition)));
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
        send(now, Notice.ofSyncGroup(change(group.name(), transition)));
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
    Commands commands = now.commands().get(key);
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
      commands.runner().changed(new StateChange(kind, name, state(state), of));
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

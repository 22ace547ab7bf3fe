package io.viprouter.launcher;

import io.viprouter.core.RoutingSection;
import io.viprouter.core.RoutingSectionBuilder;
import io.viprouter.launcher.admin.AdminRules;
import io.viprouter.launcher.config.AdminSettings;
import io.viprouter.launcher.config.NotifySettings;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import io.viprouter.launcher.config.TrackCommandSettings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.launcher.notify.CommandSecurity;
import io.viprouter.launcher.notify.RunAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The rules that the reader does not know: those of the libraries, and what the file system says of
 * commands. Confined to one reading.
 */
final class LibraryRules {

  private final SettingsReader reader;
  private final Predicate<List<String>> looksAt;

  LibraryRules(SettingsReader reader) {
    this(reader, command -> true);
  }

  /**
   * Makes one.
   *
   * @param looksAt asked for each command, false: somebody else has looked at it
   */
  LibraryRules(SettingsReader reader, Predicate<List<String>> looksAt) {
    this.reader = reader;
    this.looksAt = looksAt;
  }

  /** Also settings with faults: what depends on these is left out. */
  void check(Settings settings) {
    settings.sections().forEach(this::section);
    settings.virtualRouters().forEach(this::virtualRouter);
    settings
        .syncGroups()
        .forEach(
            group -> notify(List.of("router", "sync-groups", group.name()), group.notifications()));
    admin(settings.extras().admin());
    List<String> mail = List.of("router", "mail");
    if (settings.extras().mail().given() && !reader.faulty(mail)) {
      attempt(mail, () -> Assembly.mail(settings));
    }
  }

  private void section(Settings.Section from) {
    List<String> path = List.of("router", "sections", from.name());
    boolean read = !reader.faulty(path);
    for (Consumer<RoutingSectionBuilder> part : Assembly.lists(from)) {
      attempt(path, () -> part.accept(RoutingSection.builder("name").destination("host", 1)));
    }
    if (read && !reader.faulty(path)) {
      attempt(path, () -> Assembly.section(from));
    }
  }

  private void virtualRouter(VirtualRouterSettings from) {
    List<String> path = List.of("router", "virtual-routers", from.name());
    new VirtualRouterRules(
            from,
            key ->
                reader.faulty(then(path, key))
                    || reader.faulty(List.of("router", "virtual-router-defaults", key)),
            made -> attempt(path, made))
        .check();
    if (!reader.faulty(path) && !reader.faulty(List.of("router", "virtual-router-defaults"))) {
      attempt(path, () -> Assembly.virtualRouter(from));
    }
    notify(path, from.notifications());
    for (int i = 0; i < from.tracking().commands().size(); i++) {
      TrackCommandSettings command = from.tracking().commands().get(i);
      List<String> at = then(path, "track-commands", "[" + i + "]");
      if (!reader.faulty(at)) {
        attempt(at, () -> Assembly.trackCommand(command));
      }
      command(then(at, "command"), command.command());
      command.user().ifPresent(user -> attempt(at, () -> RunAs.command(user, command.command())));
    }
  }

  private void notify(List<String> path, NotifySettings from) {
    command(then(path, "notify", "command"), from.always());
    from.byState()
        .forEach(
            (state, command) ->
                command(then(path, "notify", state.name().toLowerCase(Locale.ROOT)), command));
  }

  private void command(List<String> path, List<String> command) {
    if (!command.isEmpty() && looksAt.test(command)) {
      CommandSecurity.fault(command).ifPresent(fault -> reader.fault(path, fault));
    }
  }

  private void admin(AdminSettings admin) {
    if (reader.faulty(List.of("router", "admin", "token"))) {
      return;
    }
    admin
        .bind()
        .flatMap(bind -> AdminRules.fault(bind, admin.token().value()))
        .ifPresent(fault -> reader.fault(List.of("router", "admin"), fault));
  }

  private boolean attempt(List<String> path, Runnable made) {
    try {
      made.run();
      return true;
    } catch (IllegalArgumentException e) {
      LibraryFault fault = LibraryFault.of(e);
      reader.fault(fault.field().map(field -> then(path, field)).orElse(path), fault.what());
      return false;
    }
  }

  private static List<String> then(List<String> path, String... more) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(List.of(more));
    return longer;
  }
}

package io.viprouter.launcher;

import io.viprouter.launcher.admin.AdminRules;
import io.viprouter.launcher.config.AdminSettings;
import io.viprouter.launcher.config.NotifySettings;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import io.viprouter.launcher.config.TrackCommandSettings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import io.viprouter.launcher.notify.CommandSecurity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rules that the reader does not know: those of the libraries, and what the file system says of
 * commands. Confined to one reading.
 */
final class LibraryRules {

  private final SettingsReader reader;

  LibraryRules(SettingsReader reader) {
    this.reader = reader;
  }

  void check(Settings settings) {
    settings
        .sections()
        .forEach(
            section ->
                attempt(
                    List.of("router", "sections", section.name()),
                    () -> Assembly.section(section)));
    settings.virtualRouters().forEach(this::virtualRouter);
    settings
        .syncGroups()
        .forEach(
            group -> notify(List.of("router", "sync-groups", group.name()), group.notifications()));
    admin(settings.extras().admin());
    if (settings.extras().mail().given()) {
      attempt(List.of("router", "mail"), () -> Assembly.mail(settings));
    }
  }

  private void virtualRouter(VirtualRouterSettings from) {
    List<String> path = List.of("router", "virtual-routers", from.name());
    attempt(path, () -> Assembly.virtualRouter(from));
    notify(path, from.notifications());
    for (int i = 0; i < from.tracking().commands().size(); i++) {
      TrackCommandSettings command = from.tracking().commands().get(i);
      List<String> at = then(path, "track-commands", "[" + i + "]");
      attempt(at, () -> Assembly.trackCommand(command));
      command(then(at, "command"), command.command());
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
    if (!command.isEmpty()) {
      CommandSecurity.fault(command).ifPresent(fault -> reader.fault(path, fault));
    }
  }

  private void admin(AdminSettings admin) {
    admin
        .bind()
        .flatMap(bind -> AdminRules.fault(bind, admin.token().value()))
        .ifPresent(fault -> reader.fault(List.of("router", "admin"), fault));
  }

  /** A library's message begins with the field. */
  private void attempt(List<String> path, Runnable made) {
    try {
      made.run();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int colon = message.indexOf(": ");
      boolean field = colon > 0 && message.substring(0, colon).matches("[a-z-]+");
      reader.fault(
          field ? then(path, message.substring(0, colon)) : path,
          field ? message.substring(colon + 2) : message);
    }
  }

  private static List<String> then(List<String> path, String... more) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(List.of(more));
    return longer;
  }
}

package io.viprouter.launcher.legacy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the commands that are told of changes, and whether mail is. Confined to one thread. */
final class NotifyReader {

  /** keepalived's keywords and ours, in the order they are written. */
  private static final List<List<String>> WORDS =
      List.of(
          List.of("notify", "command"),
          List.of("notify_master", "master"),
          List.of("notify_backup", "backup"),
          List.of("notify_fault", "fault"),
          List.of("notify_stop", "stop"));

  private static final int LAST = Integer.MAX_VALUE - 1;

  private final Scope scope;
  private final Map<String, Statement> given = new HashMap<>();
  private final Map<String, Command> commands = new HashMap<>();
  private Optional<Boolean> mail = Optional.empty();

  NotifyReader(Scope scope) {
    this.scope = scope;
  }

  Map<String, Consumer<Statement>> readers() {
    Map<String, Consumer<Statement>> readers = new HashMap<>();
    WORDS.forEach(pair -> readers.put(pair.get(0), this::command));
    readers.put("smtp_alert", at -> mail = scope.flag(at));
    return readers;
  }

  /** Whether mail is sent, if the block says so. */
  Optional<Boolean> mail() {
    return mail;
  }

  /** Writes what was read; {@code mails} only if it has to be said. */
  void finish(Optional<Boolean> mails) {
    Group group = new Group("notify");
    int order = 0;
    for (List<String> pair : WORDS) {
      Command command = commands.get(pair.get(0));
      Statement at = given.get(pair.get(0));
      order++;
      if (command != null && at != null) {
        group.set(order, at.comments(), pair.get(1), Group.list(command.words()));
      }
    }
    if (mails.isPresent()) {
      group.set(order + 1, "mail", mails.get().toString());
    }
    if (!group.isEmpty()) {
      scope.group().place(LAST, List.of(), group);
    }
  }

  private void command(Statement at) {
    if (given.putIfAbsent(at.keyword(), at) != null) {
      scope.note(at, "is already specified; the second is left out, as keepalived does");
      return;
    }
    Optional<String> text = scope.argument(at);
    text.flatMap(line -> Command.read(scope, at, line))
        .ifPresent(command -> commands.put(at.keyword(), command));
    if (at.arguments().size() > 1) {
      scope.note(at, "user and group have no equal; it is run as the router is");
    }
  }
}

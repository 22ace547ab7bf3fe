package io.viprouter.launcher.legacy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads one {@code vrrp_script}. Confined to the reading thread. */
final class ScriptReader {

  /** Longest interval and timeout that keepalived takes, in seconds. */
  private static final int MAX_SECONDS = 4294;

  /** Longest interval and timeout of ours, in seconds. */
  private static final int HOUR = 3600;

  private static final int MAX_COUNT = 100;

  /** Largest weight, either way. */
  static final int MAX_WEIGHT = 253;

  private final Scope scope;
  private Optional<Command> command = Optional.empty();
  private boolean named;
  private boolean watchesOldRouter;
  private int interval = 1;
  private int timeout;
  private int rise = 1;
  private int fall = 1;
  private int weight;
  private String user;

  ScriptReader(Scope scope, String defaultUser) {
    this.scope = scope;
    this.user = defaultUser;
  }

  /** The script; nothing if it has none that could be run. */
  Optional<Script> read(Statement block, String name) {
    Map<String, Consumer<Statement>> readers =
        Map.of(
            "script", this::script,
            "interval",
                at -> interval = atMost(at, scope.atLeastOne(at, MAX_SECONDS), HOUR, interval),
            "timeout", at -> timeout = atMost(at, scope.atLeastOne(at, MAX_SECONDS), HOUR, timeout),
            "rise",
                at -> rise = atMost(at, scope.number(at, 1, Integer.MAX_VALUE), MAX_COUNT, rise),
            "fall",
                at -> fall = atMost(at, scope.number(at, 1, Integer.MAX_VALUE), MAX_COUNT, fall),
            "weight", this::weight,
            "user", this::user);
    scope.read(
        block.block(),
        readers,
        Map.of("init_fail", "no equal; it counts as well until its first result"));
    if (!named) {
      scope.faultHere(block, "No script set");
    }
    return command.map(
        found ->
            new Script(
                name,
                found.words(),
                BigDecimal.valueOf(interval),
                BigDecimal.valueOf(timeout == 0 ? interval : timeout),
                rise,
                fall,
                weight,
                user,
                block.comments()));
  }

  private int atMost(Statement at, OptionalInt read, int most, int before) {
    int value = read.orElse(before);
    if (value > most) {
      scope.note(at, "is set to " + most + ", the most there is");
    }
    return Math.min(value, most);
  }

  private void script(Statement at) {
    named = true;
    Optional<String> text = scope.argument(at);
    if (at.arguments().size() > 1) {
      scope.note(at, "only the first word is run, as keepalived does; quote the whole command");
    }
    watchesOldRouter = text.filter(OldRouterWatch::is).isPresent();
    command =
        watchesOldRouter ? Optional.empty() : text.flatMap(line -> Command.read(scope, at, line));
  }

  /** Whether all it does is to look whether MySQL Router runs; then there is no script. */
  boolean watchesOldRouter() {
    return watchesOldRouter;
  }

  private void weight(Statement at) {
    List<String> words = at.arguments();
    OptionalInt value = words.isEmpty() ? OptionalInt.empty() : Scope.signed(words.get(0));
    if (value.isEmpty() || Math.abs((long) value.getAsInt()) > MAX_WEIGHT) {
      String shown = words.isEmpty() ? "" : words.get(0);
      scope.fault(at, Remarks.quote(shown) + " must be in [-253, 253]");
      return;
    }
    if (words.size() > 1) {
      scope.fault(
          at,
          words.get(1).equals("reverse")
              ? "reverse has no equal; let the command tell the opposite"
              : "unknown weight option " + Remarks.quote(words.get(1)));
    }
    weight = value.getAsInt();
  }

  private void user(Statement at) {
    scope.argument(at).ifPresent(name -> user = name);
    if (at.arguments().size() > 1) {
      scope.note(at, "the group has no equal; it is the user's own");
    }
  }
}

package io.viprouter.launcher.legacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Reads {@code track_interface} and {@code track_script}, of an instance or a group. Confined to
 * the reading thread.
 */
final class TrackReader {

  private final Scope scope;
  private final Scripts known;
  private final Map<String, Tracked> interfaces = new LinkedHashMap<>();
  private final Map<String, Tracked> scripts = new LinkedHashMap<>();
  private final List<Statement> blocks = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param known the scripts that are defined above
   */
  TrackReader(Scope scope, Scripts known) {
    this.scope = scope;
    this.known = known;
  }

  Map<String, Consumer<Statement>> readers() {
    return Map.of("track_interface", this::interfaces, "track_script", this::scripts);
  }

  List<Tracked> interfaces() {
    return List.copyOf(interfaces.values());
  }

  List<Tracked> scripts() {
    return List.copyOf(scripts.values());
  }

  /** The blocks that were read, for their comments and their place. */
  List<Statement> blocks() {
    return List.copyOf(blocks);
  }

  private void interfaces(Statement block) {
    blocks.add(block);
    Scope inner = scope.inner(block.keyword());
    for (Statement line : block.block()) {
      if (!InstanceReader.isInterface(line.keyword())) {
        inner.fault(line, "is no name of an interface");
        continue;
      }
      OptionalInt weight = weight(inner, line, 0);
      weight.ifPresent(value -> put(inner, interfaces, new Tracked(line, line.keyword(), value)));
    }
  }

  private void scripts(Statement block) {
    blocks.add(block);
    Scope inner = scope.inner(block.keyword());
    for (Statement line : block.block()) {
      String name = line.keyword();
      if (!known.names().contains(name)) {
        inner.fault(
            line, "is not defined above by a vrrp_script" + Remarks.hint(name, known.names()));
      }
      OptionalInt weight = weight(inner, line, known.find(name).map(Script::weight).orElse(0));
      weight.ifPresent(value -> put(inner, scripts, new Tracked(line, name, value)));
    }
  }

  private static void put(Scope scope, Map<String, Tracked> all, Tracked tracked) {
    if (all.putIfAbsent(tracked.name(), tracked) != null) {
      scope.note(tracked.at(), "stands twice; the second is left out, as keepalived does");
    }
  }

  private static OptionalInt weight(Scope scope, Statement line, int byDefault) {
    List<String> words = line.arguments();
    if (words.isEmpty()) {
      return OptionalInt.of(byDefault);
    }
    if (!words.get(0).equals("weight")) {
      scope.fault(line, "unknown option " + Remarks.quote(words.get(0)) + "; weight is known");
      return OptionalInt.empty();
    }
    if (words.size() == 1) {
      scope.fault(line, "weight without value specified");
      return OptionalInt.empty();
    }
    OptionalInt weight = Scope.signed(words.get(1));
    int most = ScriptReader.MAX_WEIGHT;
    if (weight.isEmpty() || Math.abs((long) weight.getAsInt()) > most + 1) {
      scope.fault(line, "weight must be between [-253..253] inclusive");
      return OptionalInt.empty();
    }
    if (words.size() > 2 && !words.get(2).replace("_", "").equals("noreverse")) {
      scope.fault(line, Remarks.quote(words.get(2)) + " has no equal");
      return OptionalInt.empty();
    }
    if (Math.abs(weight.getAsInt()) > most) {
      scope.note(line, "weight is set to 253 at most, as keepalived does");
    }
    return OptionalInt.of(Math.max(-most, Math.min(most, weight.getAsInt())));
  }
}

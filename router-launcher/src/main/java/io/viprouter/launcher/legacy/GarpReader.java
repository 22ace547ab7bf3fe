package io.viprouter.launcher.legacy;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads how addresses are announced. Confined to the reading thread. */
final class GarpReader {

  /** Longest delay that keepalived takes, in seconds. */
  private static final int MAX_DELAY = 4294;

  private static final int MAX_REPEAT = 100;
  private static final int MAX_REFRESH = 86_400;

  private final Scope scope;
  private final String prefix;
  private final Map<String, String> values = new HashMap<>();
  private int order;

  /**
   * Prepares it.
   *
   * @param scope its group takes the result
   * @param prefix of the keywords
   */
  GarpReader(Scope scope, String prefix) {
    this.scope = scope;
    this.prefix = prefix;
  }

  Map<String, Consumer<Statement>> readers() {
    return Map.of(
        prefix + "delay", this::delay,
        prefix + "repeat", this::repeat,
        prefix + "refresh", this::refresh);
  }

  /** One announcement and no second burst. */
  void minimal(Statement at) {
    put(at, "delay", "0s");
    put(at, "repeat", "1");
  }

  /** Writes what was read. */
  void finish() {
    if (values.isEmpty()) {
      return;
    }
    Group group = scope.group().group(order, java.util.List.of(), "gratuitous-arp");
    int place = 0;
    for (String key : java.util.List.of("delay", "repeat", "refresh")) {
      String value = values.get(key);
      place++;
      if (value != null) {
        group.set(place, key, value);
      }
    }
  }

  private void delay(Statement at) {
    scope.number(at, 0, MAX_DELAY).ifPresent(seconds -> put(at, "delay", seconds + "s"));
  }

  private void repeat(Statement at) {
    OptionalInt count = scope.atLeastOne(at, Integer.MAX_VALUE);
    if (count.isPresent() && count.getAsInt() > MAX_REPEAT) {
      scope.note(at, "is above " + MAX_REPEAT + "; it is set to " + MAX_REPEAT);
      count = OptionalInt.of(MAX_REPEAT);
    }
    count.ifPresent(value -> put(at, "repeat", Integer.toString(value)));
  }

  /** Zero is keepalived's default, and turns nothing off here. */
  private void refresh(Statement at) {
    OptionalInt seconds = scope.number(at, 0, Integer.MAX_VALUE);
    if (seconds.isPresent() && seconds.getAsInt() > MAX_REFRESH) {
      scope.note(at, "is above a day; it is set to a day");
      seconds = OptionalInt.of(MAX_REFRESH);
    }
    seconds.ifPresent(value -> put(at, "refresh", value + "s"));
  }

  private void put(Statement at, String key, String value) {
    order = order == 0 ? at.order() : order;
    values.put(key, value);
  }
}

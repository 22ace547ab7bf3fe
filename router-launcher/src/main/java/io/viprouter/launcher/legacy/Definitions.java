package io.viprouter.launcher.legacy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code $NAME} stands for in {@code keepalived.conf}. Confined to the thread that reads.
 *
 * <p>As in keepalived: put in where it is used and not where it is defined, again and again until
 * nothing is left to put in; a name that stands for nothing stays as it is.
 */
final class Definitions {

  private static final Pattern DEFINITION =
      Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
  private static final Pattern USE =
      Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*)(?=\\s|$))");
  private static final int MAX_ROUNDS = 50;
  private static final int MAX_LENGTH = 1 << 16;

  private final Map<String, String> values = new HashMap<>();

  Definitions(String hostName) {
    values.put("_INSTANCE", hostName);
    values.put("_HASH", "#");
    values.put("_BANG", "!");
  }

  /** Whether the line defines something. */
  static boolean isDefinition(String line) {
    return DEFINITION.matcher(line).matches();
  }

  void define(String line) {
    Matcher form = DEFINITION.matcher(line);
    if (form.matches()) {
      values.put(form.group(1), form.group(2).strip());
    }
  }

  void directory(String name) {
    values.put("_PWD", name);
  }

  /** Puts everything in; nothing if that has no end. The result may have several lines. */
  Optional<String> putIn(String line) {
    String text = line;
    for (int round = 0; round < MAX_ROUNDS && text.length() <= MAX_LENGTH; round++) {
      String next = once(text);
      if (next.equals(text)) {
        return Optional.of(text);
      }
      text = next;
    }
    return Optional.empty();
  }

  /** Stops when it gets too long. */
  private String once(String text) {
    StringBuilder next = new StringBuilder();
    Matcher use = USE.matcher(text);
    int done = 0;
    while (use.find() && next.length() <= MAX_LENGTH) {
      String name = use.group(1) != null ? use.group(1) : use.group(2);
      String value = values.get(name);
      next.append(text, done, use.start()).append(value == null ? use.group() : value);
      done = use.end();
    }
    return next.append(text, done, text.length()).toString();
  }
}

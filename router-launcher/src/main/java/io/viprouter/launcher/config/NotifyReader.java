package io.viprouter.launcher.config;

import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads whom to tell, and the command lines everywhere. Stateless. */
final class NotifyReader {

  static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
  static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  private static final String EXPECTED =
      "a list of the program and its arguments, such as [\"/usr/local/bin/told\", \"-v\"]";

  private NotifyReader() {}

  static NotifySettings read(Node parent) {
    Node node = parent.group("notify");
    Map<NotifySettings.Occasion, List<String>> byState =
        new EnumMap<>(NotifySettings.Occasion.class);
    for (NotifySettings.Occasion occasion : NotifySettings.Occasion.values()) {
      List<String> command = command(node, occasion.name().toLowerCase(Locale.ROOT));
      if (!command.isEmpty()) {
        byState.put(occasion, command);
      }
    }
    return new NotifySettings(
        command(node, "command"),
        byState,
        node.read("timeout", Parsers.duration(MIN_TIMEOUT, MAX_TIMEOUT)),
        node.read("mail", Parsers.bool()));
  }

  /** A program and its arguments; empty if there is none, and after a fault. */
  static List<String> command(Node node, String key) {
    List<Item<ConfigValue>> elements = node.list(key, EXPECTED);
    List<String> words =
        elements.stream()
            .flatMap(element -> node.parse(element, Parsers.plainText()).stream())
            .toList();
    if (words.size() < elements.size() || words.isEmpty()) {
      return List.of();
    }
    if (!words.get(0).startsWith("/")) {
      node.reading()
          .fault(
              elements.get(0).path(),
              Words.quote(words.get(0)) + " is not an absolute path; there is no shell to find it");
      return List.of();
    }
    return words;
  }
}

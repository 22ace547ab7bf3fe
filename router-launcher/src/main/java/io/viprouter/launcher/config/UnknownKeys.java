package io.viprouter.launcher.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Set;

/** Reports every key that the reference does not know. Stateless. */
final class UnknownKeys {

  private static final KeyPath SECTION_DEFAULTS = KeyPath.of("router", "section-defaults");
  private static final KeyPath DESTINATION_DEFAULTS = KeyPath.of("router", "destination-defaults");

  /** Lists whose elements may be objects. */
  private static final Set<String> DESTINATION_LISTS = Set.of("destinations", "fallback");

  /** What is refused as a whole, so that its keys are of no interest. */
  private static final KeyPath VIRTUAL_ROUTERS = KeyPath.of("router", "virtual-routers");

  private static final KeyPath SECTIONS = KeyPath.of("router", "sections");

  private UnknownKeys() {}

  static void report(Reading reading) {
    walk(reading, KeyPath.ROOT, reading.root(), reading.reference().group(KeyPath.ROOT));
  }

  private static void walk(
      Reading reading, KeyPath path, ConfigObject written, ConfigObject known) {
    written.forEach(
        (key, value) -> {
          KeyPath here = path.then(key);
          if (!known.containsKey(key)) {
            reading.fault(here, "unknown key" + Nearest.hint(key, known.keySet()));
          } else if (here.equals(SECTIONS)) {
            sections(reading, value);
          } else if (DESTINATION_LISTS.contains(key) && value instanceof ConfigList list) {
            destinations(reading, here, list);
          } else if (!here.equals(VIRTUAL_ROUTERS)
              && value instanceof ConfigObject inner
              && known.get(key) instanceof ConfigObject knownInner) {
            walk(reading, here, inner, knownInner);
          }
        });
  }

  private static void sections(Reading reading, ConfigValue value) {
    if (value instanceof ConfigObject sections) {
      ConfigObject known = reading.reference().group(SECTION_DEFAULTS);
      sections.forEach(
          (name, section) -> {
            if (section instanceof ConfigObject object) {
              walk(reading, SECTIONS.then(name), object, known);
            }
          });
    }
  }

  private static void destinations(Reading reading, KeyPath path, ConfigList list) {
    ConfigObject known = reading.reference().group(DESTINATION_DEFAULTS);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof ConfigObject object) {
        walk(reading, path.element(i), object, known);
      }
    }
  }
}

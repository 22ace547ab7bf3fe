package io.viprouter.launcher.config;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;

/** Reports every key that the reference does not know, and knows where others stand. Stateless. */
final class UnknownKeys {

  /** Lists whose elements may be objects, and where the keys of these stand. */
  private static final ImmutableMap<String, KeyPath> LISTS =
      ImmutableMap.of(
          "destinations", KeyPath.of("router", "destination-defaults"),
          "fallback", KeyPath.of("router", "destination-defaults"),
          "track-commands", KeyPath.of("router", "track-command-defaults"));

  /** Groups whose keys are names, and where the keys of what is named stand. */
  private static final ImmutableMap<KeyPath, KeyPath> NAMED =
      ImmutableMap.of(
          KeyPath.of("router", "sections"), KeyPath.of("router", "section-defaults"),
          KeyPath.of("router", "virtual-routers"), KeyPath.of("router", "virtual-router-defaults"),
          KeyPath.of("router", "sync-groups"), KeyPath.of("router", "sync-group-defaults"));

  /** Which step of a path is the name. */
  private static final int NAME = 2;

  private UnknownKeys() {}

  static void report(Reading reading) {
    walk(reading, KeyPath.ROOT, reading.root(), reading.reference().group(KeyPath.ROOT));
  }

  /** Where a key of something named stands: among the defaults if these alone have it. */
  static KeyPath home(Reading reading, KeyPath path) {
    List<String> steps = path.steps();
    KeyPath defaults =
        steps.size() > NAME + 1 ? NAMED.get(new KeyPath(steps.subList(0, NAME))) : null;
    if (defaults == null) {
      return path;
    }
    KeyPath there = defaults;
    for (String step : steps.subList(NAME + 1, steps.size())) {
      there = there.then(step);
    }
    return reading.origins().given(there) && !reading.origins().given(path) ? there : path;
  }

  private static void walk(
      Reading reading, KeyPath path, ConfigObject written, ConfigObject known) {
    written.forEach(
        (key, value) -> {
          KeyPath here = path.then(key);
          if (!known.containsKey(key)) {
            reading.fault(here, "unknown key" + Nearest.hint(key, known.keySet()));
          } else if (NAMED.containsKey(here)) {
            named(reading, here, value);
          } else if (LISTS.containsKey(key) && value instanceof ConfigList list) {
            elements(reading, here, key, list);
          } else if (value instanceof ConfigObject inner
              && known.get(key) instanceof ConfigObject knownInner) {
            walk(reading, here, inner, knownInner);
          }
        });
  }

  private static void named(Reading reading, KeyPath path, ConfigValue value) {
    if (value instanceof ConfigObject group) {
      ConfigObject known = reading.reference().group(requireNonNull(NAMED.get(path)));
      group.forEach(
          (name, inner) -> {
            if (inner instanceof ConfigObject object) {
              walk(reading, path.then(name), object, known);
            }
          });
    }
  }

  private static void elements(Reading reading, KeyPath path, String key, ConfigList list) {
    ConfigObject known = reading.reference().group(requireNonNull(LISTS.get(key)));
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof ConfigObject object) {
        walk(reading, path.element(i), object, known);
      }
    }
  }
}

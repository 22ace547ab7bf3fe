package io.viprouter.launcher.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What everybody who reads a configuration needs. Confined to the thread that reads it.
 *
 * @param root all layers merged and resolved
 * @param origins where things stand
 * @param reference the defaults
 * @param problems takes the faults
 */
record Reading(ConfigObject root, Origins origins, Reference reference, Problems problems) {

  void fault(KeyPath path, String what) {
    problems.add(origins.of(path), path.toString(), what);
  }

  /** Whether a fault was found at a key or below it; then nothing may be concluded from it. */
  boolean isFaulty(KeyPath path) {
    return problems.at(path.toString());
  }

  /** The elements of a group by their place: HOCON objects have no order; operators expect one. */
  List<Map.Entry<String, ConfigValue>> inOrder(Node group) {
    Comparator<Map.Entry<String, ConfigValue>> byPlace =
        Comparator.comparing(entry -> origins.of(group.path().then(entry.getKey())));
    return group.own().entrySet().stream()
        .sorted(byPlace.thenComparing(Map.Entry::getKey))
        .toList();
  }
}

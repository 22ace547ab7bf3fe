package io.viprouter.launcher.legacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A section of an old file. Confined to the thread that reads it.
 *
 * @param name in lower case
 * @param key what stands behind the colon; empty: nothing
 * @param line of the header
 * @param comments the comment lines above it
 * @param options by their names, in the order of the file
 */
record IniSection(
    String name, String key, int line, List<String> comments, Map<String, IniOption> options) {

  static final String DEFAULT = "default";

  IniSection(String name, String key, int line, List<String> comments) {
    this(name, key, line, List.copyOf(comments), new LinkedHashMap<>());
  }

  /** As messages call it. */
  String title() {
    String shown = name.equals(DEFAULT) ? "DEFAULT" : name;
    return "[" + (key.isEmpty() ? shown : shown + ":" + key) + "]";
  }
}

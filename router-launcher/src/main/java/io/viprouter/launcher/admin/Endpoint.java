package io.viprouter.launcher.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that can be asked for. Immutable.
 *
 * @param access who may ask
 * @param template path with names in braces for parts that vary, for example {@code
 *     /api/v1/sections/{section}/drain}
 * @param handler makes the answer
 */
record Endpoint(Access access, String template, Function<Request, Reply> handler) {

  /** Who may ask. */
  enum Access {
    /** Anybody; there is nothing secret in it. By GET. */
    OPEN,
    /** Who may see the status. By GET. */
    READ,
    /** Who may change something. By POST. */
    CHANGE;

    String method() {
      return this == CHANGE ? "POST" : "GET";
    }

    /** For the Allow header. */
    String allowed() {
      return this == CHANGE ? "POST" : "GET, HEAD";
    }
  }

  /**
   * Compares a path with the template.
   *
   * @param path split at the slashes and decoded
   * @return what stands for the names, if the path fits
   */
  Optional<Map<String, String>> match(List<String> path) {
    List<String> parts = split(template);
    if (parts.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  /** The parts of a path; a slash at its end does not count. */
  static List<String> split(String path) {
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    parts.remove(0);
    if (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    return parts;
  }
}

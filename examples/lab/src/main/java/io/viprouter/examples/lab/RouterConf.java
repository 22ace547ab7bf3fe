package io.viprouter.examples.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A configuration file of the router, to be varied. Immutable.
 *
 * @param name what the router calls itself
 * @param sections bodies of sections by name
 * @param virtualRouters bodies of virtual routers by name
 * @param more further lines under the root
 */
record RouterConf(
    String name, Map<String, String> sections, Map<String, String> virtualRouters, String more) {

  private static final String READ_WRITE =
      """
      bind = "172.168.1.20:7001"
            mode = read-write
            destinations = ["172.168.1.101:3306", "172.168.1.103:3306"]""";

  private static final String READ_ONLY =
      """
      bind = "172.168.1.20:7002"
            mode = read-only
            destinations = ["172.168.1.105:3306"]""";

  /**
   * The scene's own settings.
   *
   * @param name router01 or router02
   * @param priority 120 or 80
   */
  static RouterConf of(String name, int priority) {
    return new RouterConf(name, Map.of(), Map.of(), "shutdown-grace = 1s")
        .section("basic_failover", READ_WRITE)
        .section("balancing", READ_ONLY)
        .virtualRouter("VI_1", virtualRouter(51, priority, "172.168.1.20/24"));
  }

  /** The body of a virtual router as the scene has it. */
  static String virtualRouter(int id, int priority, String... addresses) {
    return """
        interface = eth1
              virtual-router-id = %d
              priority = %d
              addresses = ["%s"]
              authentication { type = pass, pass = "1111" }"""
        .formatted(id, priority, String.join("\", \"", addresses));
  }

  /** With a section more, or in place of one of that name. */
  RouterConf section(String section, String body) {
    return new RouterConf(name, with(sections, section, body), virtualRouters, more);
  }

  /** The body of a section. */
  String body(String section) {
    return Objects.requireNonNull(sections.get(section), section);
  }

  /** With another line in a section. */
  RouterConf inSection(String section, String line) {
    return section(section, body(section) + "\n      " + line);
  }

  /** Without a section. */
  RouterConf withoutSection(String section) {
    Map<String, String> less = new LinkedHashMap<>(sections);
    less.remove(section);
    return new RouterConf(name, less, virtualRouters, more);
  }

  /** With a virtual router more, or in place of one of that name. */
  RouterConf virtualRouter(String router, String body) {
    return new RouterConf(name, sections, with(virtualRouters, router, body), more);
  }

  /** With another line in a virtual router. */
  RouterConf inVirtualRouter(String router, String line) {
    return virtualRouter(router, virtualRouters.get(router) + "\n      " + line);
  }

  /** With another line under the root. */
  RouterConf line(String line) {
    return new RouterConf(name, sections, virtualRouters, more + "\n  " + line);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  /** What stands in the file. */
  String text() {
    return """
        router {
          name = %s
          %s
          sections {
        %s
          }
          virtual-routers {
        %s
          }
        }
        """
        .formatted(name, more, blocks(sections), blocks(virtualRouters));
  }

  private static String blocks(Map<String, String> bodies) {
    return bodies.entrySet().stream()
        .map(entry -> "    " + entry.getKey() + " {\n      " + entry.getValue() + "\n    }")
        .collect(Collectors.joining("\n"));
  }
}

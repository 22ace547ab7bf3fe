package io.viprouter.examples.lab;

import java.io.File;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running router holds of its machine. Immutable.
 *
 * @param descriptors open files and sockets
 * @param threads of the process
 * @param sessions clients of all sections
 * @param heapKilobytes used after a collection
 */
record Resources(int descriptors, int threads, int sessions, long heapKilobytes) {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  /** Looks at a router. */
  static Resources of(Launcher router) {
    String pid = Long.toString(router.process().pid());
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    Shell.run(jcmd, pid, "GC.run");
    Matcher used = USED.matcher(Shell.run(jcmd, pid, "GC.heap_info"));
    long heap = 0;
    while (used.find()) {
      // The classes' space comes last and is not heap.
      heap = heap == 0 || used.start() < 400 ? heap + Long.parseLong(used.group(1)) : heap;
    }
    return new Resources(count(pid, "fd"), count(pid, "task"), sessions(router), heap);
  }

  private static int sessions(Launcher router) {
    return router.admin().status().path("sections").findValues("activeConnections").stream()
        .mapToInt(node -> node.asInt())
        .sum();
  }

  private static int count(String pid, String what) {
    return Optional.ofNullable(new File("/proc/" + pid + "/" + what).list())
        .orElse(new String[0])
        .length;
  }
}

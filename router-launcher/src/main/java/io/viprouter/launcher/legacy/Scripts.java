package io.viprouter.launcher.legacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every {@code vrrp_script} of a file, in its order. Confined to the reading thread. */
final class Scripts {

  private static final String WATCH =
      "it looks whether MySQL Router runs, in whose place this program runs, and would always fail;"
          + " it is left out: sections are tracked by the router itself";

  private final Remarks remarks;
  private final Group router;
  private final Names names;
  private final Map<String, Statement> heads = new LinkedHashMap<>();
  private final Map<String, Script> good = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> watches = new LinkedHashSet<>();

  /**
   * Prepares it.
   *
   * @param router takes what has no equal
   */
  Scripts(Remarks remarks, Group router) {
    this.remarks = remarks;
    this.router = router;
    this.names = new Names(remarks);
  }

  void read(Statement at, String defaultUser) {
    if (at.arguments().size() != 1) {
      remarks.fault(at.place(), "[vrrp_script]", "vrrp_script must have a name");
      return;
    }
    String name = at.arguments().get(0);
    if (heads.putIfAbsent(name, at) != null) {
      scope(name).noteHere(at, "is defined again; the first counts, as in keepalived");
      return;
    }
    ScriptReader reader = new ScriptReader(scope(name), defaultUser);
    reader
        .read(at, names.name(name, at.place(), "[vrrp_script]"))
        .ifPresent(script -> good.put(name, script));
    if (reader.watchesOldRouter()) {
      watches.add(name);
    }
  }

  /** The names of all, also of those with a fault. */
  Set<String> names() {
    return heads.keySet();
  }

  /** A script that somebody tracks; nothing if it has a fault or is not defined yet. */
  Optional<Script> find(String name) {
    used.add(name);
    return Optional.ofNullable(good.get(name));
  }

  /** Keeps those that nobody tracks, or that look for what is gone now, as comments. */
  void finish() {
    heads.forEach(
        (name, head) -> {
          if (watches.contains(name)) {
            scope(name).noteHere(head, WATCH);
            List<String> lines = new ArrayList<>(head.lines());
            lines.add(head.comments().size(), name + ": " + WATCH);
            router.remark(head.order(), lines);
          } else if (!used.contains(name)) {
            scope(name).noteHere(head, "nothing tracks it; it is left out");
            router.remark(head.order(), head.lines());
          }
        });
  }

  private Scope scope(String name) {
    return new Scope("[vrrp_script " + name + "]", router, remarks);
  }
}

package io.viprouter.launcher.legacy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every {@code vrrp_script} of a file, in its order. Confined to the reading thread. */
final class Scripts {

  private final Remarks remarks;
  private final Group router;
  private final Names names;
  private final Map<String, Statement> heads = new LinkedHashMap<>();
  private final Map<String, Script> good = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

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
    new ScriptReader(scope(name), defaultUser)
        .read(at, names.name(name, at.place(), "[vrrp_script]"))
        .ifPresent(script -> good.put(name, script));
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

  /** Keeps those that nobody tracks as comments. */
  void finish() {
    heads.forEach(
        (name, head) -> {
          if (!used.contains(name)) {
            scope(name).noteHere(head, "nothing tracks it; it is left out");
            router.remark(head.order(), head.lines());
          }
        });
  }

  private Scope scope(String name) {
    return new Scope("[vrrp_script " + name + "]", router, remarks);
  }
}

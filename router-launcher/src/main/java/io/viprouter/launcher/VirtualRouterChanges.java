package io.viprouter.launcher;

import io.viprouter.launcher.config.SyncGroupSettings;
import io.viprouter.launcher.config.VirtualRouterSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must happen to the virtual routers to get from one configuration to another. Immutable; made
 * by a pure function.
 *
 * @param removed names of those that end; one that cannot be changed ends and is added again
 * @param changed those that go on with other settings
 * @param added those that begin
 */
record VirtualRouterChanges(
    List<String> removed, List<VirtualRouterSettings> changed, List<VirtualRouterSettings> added) {

  /** Whether there is nothing to do. */
  boolean isEmpty() {
    return removed.isEmpty() && changed.isEmpty() && added.isEmpty();
  }

  static VirtualRouterChanges between(
      List<VirtualRouterSettings> before,
      List<SyncGroupSettings> groupsBefore,
      List<VirtualRouterSettings> after,
      List<SyncGroupSettings> groupsAfter) {
    Map<String, VirtualRouterSettings> old = new LinkedHashMap<>();
    before.forEach(one -> old.put(one.name(), one));
    List<String> removed = new ArrayList<>();
    List<VirtualRouterSettings> changed = new ArrayList<>();
    List<VirtualRouterSettings> added = new ArrayList<>();
    for (VirtualRouterSettings wanted : after) {
      VirtualRouterSettings was = old.remove(wanted.name());
      boolean sameGroup =
          members(groupsBefore, wanted.name()).equals(members(groupsAfter, wanted.name()));
      if (was == null) {
        added.add(wanted);
      } else if (!sameGroup || anotherOne(was, wanted)) {
        removed.add(wanted.name());
        added.add(wanted);
      } else if (!was.equals(wanted)) {
        changed.add(wanted);
      }
    }
    removed.addAll(old.keySet());
    return new VirtualRouterChanges(removed, changed, added);
  }

  /** What makes a virtual router another one for the routers on other hosts, or for the system. */
  private static boolean anotherOne(VirtualRouterSettings was, VirtualRouterSettings wanted) {
    return !was.interfaceName().equals(wanted.interfaceName())
        || was.virtualRouterId() != wanted.virtualRouterId()
        || Assembly.virtualRouter(was).version() != Assembly.virtualRouter(wanted).version()
        || Assembly.virtualRouter(was).isV6() != Assembly.virtualRouter(wanted).isV6();
  }

  /** A group is who is in it; its name is of no interest to its members. */
  private static Optional<List<String>> members(List<SyncGroupSettings> groups, String member) {
    return groups.stream()
        .filter(group -> group.members().contains(member))
        .map(group -> group.members().stream().sorted().toList())
        .findFirst();
  }
}

package io.viprouter.launcher;

import io.viprouter.launcher.config.NotifySettings;
import io.viprouter.launcher.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must be done to get from one configuration to another, in this order: removals, changes,
 * additions. Immutable; made by a pure function.
 *
 * @param sectionsRemoved names
 * @param sectionsChanged as they are to be
 * @param sectionsAdded as they are to be
 * @param virtualRouters what becomes of those
 * @param aroundChanged whether mail, the admin interface or notifications of what stays differ
 * @param atNextStart keys that differ from what runs and count only from the next start on
 */
record ReloadPlan(
    List<String> sectionsRemoved,
    List<Settings.Section> sectionsChanged,
    List<Settings.Section> sectionsAdded,
    VirtualRouterChanges virtualRouters,
    boolean aroundChanged,
    List<String> atNextStart) {

  /**
   * Compares.
   *
   * @param started what the program was started with
   * @param before what was read last
   * @param after what is to be in force
   */
  static ReloadPlan between(Settings started, Settings before, Settings after) {
    Map<String, Settings.Section> old = new LinkedHashMap<>();
    before.sections().forEach(section -> old.put(section.name(), section));
    List<Settings.Section> changed = new ArrayList<>();
    List<Settings.Section> added = new ArrayList<>();
    for (Settings.Section wanted : after.sections()) {
      Settings.Section was = old.remove(wanted.name());
      if (was == null) {
        added.add(wanted);
      } else if (!was.equals(wanted)) {
        changed.add(wanted);
      }
    }
    return new ReloadPlan(
        List.copyOf(old.keySet()),
        changed,
        added,
        VirtualRouterChanges.between(
            before.virtualRouters(),
            before.syncGroups(),
            after.virtualRouters(),
            after.syncGroups()),
        aroundChanged(before, after),
        atNextStart(started, after));
  }

  private static boolean aroundChanged(Settings before, Settings after) {
    Map<String, NotifySettings> was = new LinkedHashMap<>();
    before.virtualRouters().forEach(one -> was.put(one.name(), one.notifications()));
    before.syncGroups().forEach(group -> was.put("group " + group.name(), group.notifications()));
    Map<String, NotifySettings> is = new LinkedHashMap<>();
    after.virtualRouters().forEach(one -> is.put(one.name(), one.notifications()));
    after.syncGroups().forEach(group -> is.put("group " + group.name(), group.notifications()));
    was.keySet().retainAll(is.keySet());
    is.keySet().retainAll(was.keySet());
    return !was.equals(is)
        || !before.process().name().equals(after.process().name())
        || !before.extras().mail().equals(after.extras().mail())
        || !before.extras().admin().equals(after.extras().admin());
  }

  private static List<String> atNextStart(Settings before, Settings after) {
    Settings.General was = before.process();
    Settings.General is = after.process();
    List<String> keys = new ArrayList<>();
    add(keys, "router.io-threads", was.ioThreads(), is.ioThreads());
    add(keys, "router.max-total-connections", was.maxTotalConnections(), is.maxTotalConnections());
    add(keys, "router.state-file", was.stateFile(), is.stateFile());
    add(keys, "router.monitor", before.extras().monitor(), after.extras().monitor());
    return keys;
  }

  private static void add(List<String> keys, String key, Object was, Object is) {
    if (!was.equals(is)) {
      keys.add(key);
    }
  }

  /** Whether there is nothing to do. */
  boolean isEmpty() {
    return sectionsRemoved.isEmpty()
        && sectionsChanged.isEmpty()
        && sectionsAdded.isEmpty()
        && virtualRouters.isEmpty()
        && !aroundChanged
        && atNextStart.isEmpty();
  }

  /** What is done, in one sentence. */
  String words() {
    List<String> parts = new ArrayList<>();
    part(parts, "sections removed", sectionsRemoved);
    part(parts, "sections changed", sectionsChanged.stream().map(Settings.Section::name).toList());
    part(parts, "sections added", sectionsAdded.stream().map(Settings.Section::name).toList());
    part(parts, "virtual routers removed", virtualRouters.removed());
    part(
        parts,
        "virtual routers changed",
        virtualRouters.changed().stream().map(one -> one.name()).toList());
    part(
        parts,
        "virtual routers added",
        virtualRouters.added().stream().map(one -> one.name()).toList());
    if (aroundChanged) {
      parts.add("mail, notify or admin changed");
    }
    part(parts, "at the next start only", atNextStart);
    return parts.isEmpty() ? "nothing has changed" : String.join("; ", parts);
  }

  private static void part(List<String> parts, String what, List<String> names) {
    if (!names.isEmpty()) {
      parts.add(what + ": " + String.join(", ", names));
    }
  }
}

package io.viprouter.launcher.legacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads every {@code vrrp_sync_group}. Confined to the reading thread. */
final class SyncGroups {

  /** A group while its members are not known yet. */
  private static final class Pending {
    final Statement head;
    final String name;
    final Scope scope;
    final Group text;
    final TrackReader tracks;
    final NotifyReader notify;
    final Set<String> members = new LinkedHashSet<>();

    Pending(Statement head, String name, Group text, Remarks remarks, Scripts scripts) {
      this.head = head;
      this.name = name;
      this.text = text;
      this.scope = new Scope("[vrrp_sync_group " + head.arguments().get(0) + "]", text, remarks);
      this.tracks = new TrackReader(scope, scripts);
      this.notify = new NotifyReader(scope);
    }
  }

  private final Remarks remarks;
  private final Names names;
  private final Set<String> seen = new HashSet<>();
  private final List<Pending> all = new ArrayList<>();

  SyncGroups(Remarks remarks) {
    this.remarks = remarks;
    this.names = new Names(remarks);
  }

  /** One group; its members may follow later in the file. */
  void read(Statement at, Scripts scripts) {
    String title = "[vrrp_sync_group]";
    if (at.arguments().size() != 1) {
      remarks.fault(at.place(), title, "vrrp_sync_group must have a name");
      return;
    }
    String written = at.arguments().get(0);
    if (!seen.add(written)) {
      remarks.fault(
          at.place(), title, "vrrp sync group " + Remarks.quote(written) + " already defined");
      return;
    }
    String name = names.name(written, at.place(), title);
    Pending group = new Pending(at, name, new Group(name), remarks, scripts);
    Map<String, Consumer<Statement>> readers = new HashMap<>(group.notify.readers());
    group.tracks.readers().forEach(readers::put);
    readers.put("group", block -> members(group, block));
    group.scope.read(at.block(), readers, KeepWords.syncGroup());
    all.add(group);
  }

  private static void members(Pending group, Statement block) {
    for (Statement line : block.block()) {
      group.members.addAll(line.words());
    }
  }

  /**
   * Finds the members, and hands what a group tracks down to them.
   *
   * @param instances by the names that stand in the file
   * @param mails whether mail is sent unless a group says otherwise; empty: it need not be said
   */
  void finish(Group target, Map<String, Draft> instances, Optional<Boolean> mails) {
    Map<String, String> taken = new LinkedHashMap<>();
    for (Pending group : all) {
      List<String> members = new ArrayList<>();
      for (String member : group.members) {
        member(group, member, instances, taken).ifPresent(members::add);
      }
      if (group.members.isEmpty()) {
        group.scope.faultHere(group.head, "has no virtual router(s)");
      } else if (members.size() == 1) {
        group.scope.noteHere(
            group.head, "has only 1 virtual router and does nothing; it is left out");
        List<String> lines = new ArrayList<>(group.head.lines());
        target.remark(group.head.order(), lines);
      } else {
        write(group, members, target, mails);
      }
    }
  }

  private static Optional<String> member(
      Pending group, String member, Map<String, Draft> instances, Map<String, String> taken) {
    Draft instance = instances.get(member);
    if (instance == null) {
      group.scope.faultHere(
          group.head,
          "Virtual router "
              + Remarks.quote(member)
              + " doesn't exist"
              + Remarks.hint(member, instances.keySet()));
      return Optional.empty();
    }
    String other = taken.putIfAbsent(member, group.name);
    if (other != null) {
      group.scope.faultHere(
          group.head,
          "Virtual router "
              + Remarks.quote(member)
              + " cannot exist in more than one sync group; it is in '"
              + other
              + "'");
      return Optional.empty();
    }
    instance.inGroup |= group.members.size() > 1;
    instance.groupInterfaces.addAll(group.tracks.interfaces());
    instance.groupScripts.addAll(group.tracks.scripts());
    return Optional.of(instance.name);
  }

  private static void write(
      Pending group, List<String> members, Group target, Optional<Boolean> mails) {
    group.text.set(0, "members", Group.list(members));
    group.notify.finish(group.notify.mail().or(() -> mails));
    target.place(group.head.order(), group.head.comments(), group.text);
  }
}

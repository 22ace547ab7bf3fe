package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Virtual routers that are master all together or not at all: when one changes by itself, the
 * others follow, and while one is at fault, none takes part. Thread-safe.
 *
 * <p>Give the members of a group the same priority on a router; otherwise two routers may each be
 * better for one member, and the group never comes to rest.
 */
public final class SyncGroup {

  private record Member(String name, Consumer<Event> post) {}

  private final List<Member> members = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> faults = new ConcurrentHashMap<>();

  /** An empty group; members join when they are built with it. */
  public SyncGroup() {}

  void join(String name, Consumer<Event> post) {
    members.add(new Member(name, post));
  }

  void leave(String name) {
    members.removeIf(member -> member.name().equals(name));
    fault(name, false);
  }

  /** A member changed by itself, not because of the group. */
  void moved(String name, VrrpState to) {
    if (to == VrrpState.ACTIVE || to == VrrpState.BACKUP) {
      others(name, new Event.GroupMoved(to));
    }
  }

  /** All members hand over, and none of them takes mastership back from a living router. */
  void release() {
    members.forEach(member -> member.post().accept(Event.Plain.RELEASE));
  }

  /** A member is at fault by itself, or no longer is. */
  synchronized void fault(String name, boolean atFault) {
    faults.put(name, atFault);
    for (Member member : members) {
      boolean otherAtFault =
          faults.entrySet().stream()
              .anyMatch(entry -> entry.getValue() && !entry.getKey().equals(member.name()));
      member
          .post()
          .accept(
              otherAtFault
                  ? new Event.Obstructed(Obstacle.GROUP)
                  : new Event.Cleared(Obstacle.GROUP));
    }
  }

  private void others(String name, Event event) {
    for (Member member : members) {
      if (!member.name().equals(name)) {
        member.post().accept(event);
      }
    }
  }
}

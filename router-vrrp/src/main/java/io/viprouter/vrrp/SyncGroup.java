package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.FitnessChanged;
import io.viprouter.vrrp.election.Obstacle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Virtual routers that are master all together or not at all: when one changes by itself, the
 * others follow, and while one is at fault, none takes part. When one is a last resort, all are.
 * Thread-safe.
 *
 * <p>Give the members of a group the same priority on a router; otherwise two routers may each be
 * better for one member, and the group never comes to rest.
 */
public final class SyncGroup {

  private static final class Member {
    private final Consumer<Event> post;
    private Fitness fitness = Fitness.FIT;
    private String why = Obstacle.UNFIT.text();
    private boolean atFault;

    Member(Consumer<Event> post) {
      this.post = post;
    }
  }

  private final Map<String, Member> members = new LinkedHashMap<>();

  /** An empty group; members join when they are started. */
  public SyncGroup() {}

  /** A new member learns how the others are. */
  synchronized void join(String name, FitnessChanged fitness, Consumer<Event> post) {
    Member member = new Member(post);
    member.fitness = fitness.fitness();
    member.why = fitness.why();
    members.put(name, member);
    tellFitness();
    tellFaults();
  }

  synchronized void leave(String name) {
    if (members.remove(name) != null) {
      tellFitness();
      tellFaults();
    }
  }

  /** A member changed by itself, not because of the group. */
  synchronized void moved(String name, VrrpState to) {
    if (to == VrrpState.ACTIVE || to == VrrpState.BACKUP) {
      members.forEach(
          (other, member) -> {
            if (!other.equals(name)) {
              member.post.accept(new Event.GroupMoved(to));
            }
          });
    }
  }

  /** All members hand over, and none of them takes mastership back from a living router. */
  synchronized void release() {
    members.values().forEach(member -> member.post.accept(Event.Plain.RELEASE));
  }

  /** A member is at fault by itself, or no longer is. */
  synchronized void fault(String name, boolean atFault) {
    Member member = members.get(name);
    if (member != null) {
      member.atFault = atFault;
      tellFaults();
    }
  }

  /** The application says how fit a member is. */
  synchronized void fitness(String name, FitnessChanged fitness) {
    Member member = members.get(name);
    if (member != null) {
      member.fitness = fitness.fitness();
      member.why = fitness.why();
      tellFitness();
    }
  }

  private void tellFaults() {
    for (Member member : members.values()) {
      boolean otherAtFault = members.values().stream().anyMatch(m -> m != member && m.atFault);
      member.post.accept(
          otherAtFault ? new Event.Obstructed(Obstacle.GROUP) : new Event.Cleared(Obstacle.GROUP));
    }
  }

  private void tellFitness() {
    boolean lastResort =
        members.values().stream().anyMatch(member -> member.fitness == Fitness.LAST_RESORT);
    for (Member member : members.values()) {
      boolean only = lastResort && member.fitness == Fitness.FIT;
      Fitness fitness = only ? Fitness.LAST_RESORT : member.fitness;
      member.post.accept(new FitnessChanged(fitness, member.why));
    }
  }
}

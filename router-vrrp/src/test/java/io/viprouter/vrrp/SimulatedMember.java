package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Rules;

/** A member of a sync group; as a real one, it tells the group what it does and where it fails. */
final class SimulatedMember extends SimulatedRouter {

  private final SyncGroup group;
  private final int virtualRouterId;

  /** On host {@code index}. */
  SimulatedMember(SimulatedLan lan, int index, Rules rules, SyncGroup group, int virtualRouterId) {
    super(lan, index, rules, 31L * index + virtualRouterId);
    this.group = group;
    this.virtualRouterId = virtualRouterId;
  }

  private String name() {
    return "VI_" + virtualRouterId;
  }

  @Override
  int virtualRouterId() {
    return virtualRouterId;
  }

  @Override
  void start() {
    if (memory() == null) {
      super.start();
      group.join(name(), new Event.FitnessChanged(Fitness.FIT), this::post);
    }
  }

  @Override
  void crash() {
    super.crash();
    group.leave(name());
  }

  @Override
  public void told(Tell tell) {
    super.told(tell);
    if (tell.to() == VrrpState.INITIALIZE) {
      group.leave(name());
    } else if (!tell.byGroup()) {
      group.moved(name(), tell.to());
    }
  }

  @Override
  public void fault(boolean atFault) {
    group.fault(name(), atFault);
  }

  void fitness(Fitness fitness) {
    group.fitness(name(), new Event.FitnessChanged(fitness));
  }
}

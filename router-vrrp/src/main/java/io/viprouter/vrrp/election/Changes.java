package io.viprouter.vrrp.election;

import io.viprouter.vrrp.Fitness;
import io.viprouter.vrrp.election.Action.SendAdvert;
import io.viprouter.vrrp.election.Action.Warn;
import io.viprouter.vrrp.election.Event.Changed;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.FitnessChanged;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Event.PriorityChanged;
import io.viprouter.vrrp.election.Event.RulesChanged;
import io.viprouter.vrrp.election.Event.SourceChanged;
import java.util.List;

/**
 * What an election makes of changes from outside. Immutable: functions only.
 *
 * <pre>
 * state       becomes a last resort                        becomes fit
 * BACKUP      timer down, to let fit routers go first      an owner: ACTIVE; else timer keep
 * ACTIVE      offers: goodbye, timer two intervals         advertises, timer interval
 * others      nothing                                      nothing
 * </pre>
 *
 * <p>A goodbye makes every fit router take over within its skew time, also one that does not
 * preempt. Skew times are shorter than an interval, so when two have passed there is no fit router,
 * and the last resort advertises again. The backups that are a last resort themselves wait for
 * that.
 */
final class Changes {

  private static final int OFFER_INTERVALS = 2;

  private Changes() {}

  static Step on(Memory memory, Changed event, long nowNanos) {
    if (event instanceof PriorityChanged changed) {
      return memory.change().priority(changed.priority()).done().stay();
    }
    if (event instanceof RulesChanged changed) {
      return rules(memory, changed);
    }
    if (event instanceof SourceChanged changed) {
      return memory.change().local(changed.address()).done().stay();
    }
    return event instanceof FitnessChanged changed
        ? fitness(memory, changed, nowNanos)
        : memory.stay();
  }

  /** Other addresses may be among what changed; never a goodbye. */
  private static Step rules(Memory memory, RulesChanged changed) {
    Memory next = memory.change().rules(changed.rules()).done();
    return switch (next.state()) {
      case ACTIVE -> advertise(next, Action.Plain.ADD_ADDRESSES);
      case BACKUP -> ownerActs(next);
      case INITIALIZE, FAULT -> next.stay();
    };
  }

  private static Step fitness(Memory memory, FitnessChanged changed, long nowNanos) {
    if (changed.fitness() == Fitness.UNFIT) {
      Memory next = memory.change().whyUnfit(changed.why()).done();
      return Election.on(next, new Obstructed(Obstacle.UNFIT), nowNanos);
    }
    boolean lastResort = changed.fitness() == Fitness.LAST_RESORT;
    Memory next = memory.change().lastResort(lastResort).done();
    if (memory.obstacles().contains(Obstacle.UNFIT)) {
      return Election.on(next, new Cleared(Obstacle.UNFIT), nowNanos);
    }
    if (memory.isLastResort() == lastResort) {
      return memory.stay();
    }
    return switch (next.state()) {
      case ACTIVE -> lastResort ? offer(next) : advertise(next);
      case BACKUP -> lastResort ? next.listen() : ownerActs(next);
      case INITIALIZE, FAULT -> next.stay();
    };
  }

  private static Step offer(Memory memory) {
    return new Step(
        memory,
        List.of(
            new SendAdvert(Rules.GOODBYE),
            new Warn("is a last resort now; it keeps its addresses until a fit router takes them")),
        OFFER_INTERVALS * memory.rules().intervalNanos());
  }

  /** How long a last resort waits after a goodbye: it may have been an offer. */
  static long offerNanos(Memory memory) {
    return OFFER_INTERVALS * memory.masterIntervalNanos() + memory.skewNanos();
  }

  private static Step advertise(Memory memory, Action... first) {
    List<Action> actions = new java.util.ArrayList<>(List.of(first));
    actions.add(new SendAdvert(memory.priority()));
    return new Step(memory, List.copyOf(actions), memory.rules().intervalNanos());
  }

  private static Step ownerActs(Memory memory) {
    return memory.isOwner()
        ? Election.becomeActive(memory, "the addresses are its own", false)
        : memory.stay();
  }
}

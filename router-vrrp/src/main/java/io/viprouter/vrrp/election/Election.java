package io.viprouter.vrrp.election;

import static io.viprouter.vrrp.VrrpState.ACTIVE;
import static io.viprouter.vrrp.VrrpState.BACKUP;
import static io.viprouter.vrrp.VrrpState.FAULT;
import static io.viprouter.vrrp.VrrpState.INITIALIZE;

import io.viprouter.vrrp.VrrpState;
import io.viprouter.vrrp.election.Action.SendAdvert;
import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Action.Warn;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.Changed;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.GroupMoved;
import io.viprouter.vrrp.election.Event.Obstructed;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transition function of a virtual router (RFC 9568, section 6.4; RFC 3768, section 6.4).
 * Immutable: functions only.
 *
 * <pre>
 * from        event                                        to          timer
 * INITIALIZE  start, an obstacle                           FAULT       off
 *             start, owner                                 ACTIVE      interval
 *             start                                        BACKUP      down
 * BACKUP      timer                                        ACTIVE      interval
 *             timer, woken late, for the first time        BACKUP      interval + skew
 *             goodbye (priority 0), advert of last resort  BACKUP      skew
 *             advert, not lower, or not to be preempted    BACKUP      down
 *             advert, lower                                BACKUP      keep
 *             group became active                          ACTIVE      interval
 *             obstacle                                     FAULT       off
 *             stop                                         INITIALIZE  off
 * ACTIVE      timer                                        ACTIVE      interval
 *             advert, higher, or equal from a higher ip    BACKUP      down
 *             advert, other, or goodbye                    ACTIVE      interval
 *             address lost                                 ACTIVE      keep
 *             address lost too often                       FAULT       retry
 *             release, group became backup                 BACKUP      down
 *             obstacle                                     FAULT       off
 *             stop                                         INITIALIZE  off
 * FAULT       last obstacle cleared                        as start
 *             stop                                         INITIALIZE  off
 * </pre>
 *
 * Configuration and fitness change by the table in {@link Changes}.
 *
 * <p>Where this is more than the RFC says, it is to shorten a client's wait: a last advertisement
 * before stepping down makes the better router answer and announce itself, an inferior
 * advertisement makes the active router announce itself.
 */
public final class Election {

  private Election() {}

  /**
   * One step.
   *
   * @param memory what is known
   * @param event what happened
   * @param nowNanos when, on any clock that only moves forward
   * @return what is known then, and what to do
   */
  public static Step on(Memory memory, Event event, long nowNanos) {
    if (event instanceof Changed changed) {
      return Changes.on(memory, changed, nowNanos);
    }
    return switch (memory.state()) {
      case INITIALIZE -> initialize(memory, event);
      case BACKUP -> backup(memory, event, nowNanos);
      case ACTIVE -> active(memory, event, nowNanos);
      case FAULT -> fault(memory, event);
    };
  }

  private static Step initialize(Memory memory, Event event) {
    if (event == Event.Plain.START) {
      return begin(memory, "started");
    }
    if (event instanceof Obstructed obstructed) {
      return same(memory.change().add(obstructed.obstacle()).done());
    }
    if (event instanceof Cleared cleared) {
      return same(memory.change().remove(cleared.obstacle()).done());
    }
    return same(memory);
  }

  /** RFC 9568, section 6.4.1. What a crash left behind is removed, unless we need it at once. */
  private static Step begin(Memory memory, String why) {
    if (!memory.obstacles().isEmpty()) {
      return enter(memory, FAULT, memory.hindrance(), Action.Plain.REMOVE_ADDRESSES);
    }
    if (memory.isOwner()) {
      return becomeActive(memory, why + ", the addresses are its own", false);
    }
    Memory fresh = memory.change().followNobody().patience(Patience.NONE).done();
    return enter(fresh, BACKUP, why, Action.Plain.REMOVE_ADDRESSES);
  }

  /** RFC 9568, section 6.4.2. */
  private static Step backup(Memory memory, Event event, long nowNanos) {
    if (event instanceof AdvertHeard heard) {
      return backupHears(memory, heard, nowNanos);
    }
    if (event instanceof Obstructed obstructed) {
      Memory hindered = memory.change().add(obstructed.obstacle()).followNobody().done();
      return enter(hindered, FAULT, hindered.hindrance());
    }
    if (event instanceof GroupMoved moved && moved.to() == ACTIVE) {
      return becomeActive(memory, "its sync group became master", true);
    }
    if (event == Event.Plain.DEADLINE_REACHED) {
      return becomeActive(memory, "no advertisement came in time", false);
    }
    if (event == Event.Plain.WOKE_LATE) {
      return backupWokeLate(memory);
    }
    if (event == Event.Plain.RELEASE) {
      return same(memory.change().patience(Patience.YIELDING).done());
    }
    return event == Event.Plain.STOP ? stop(memory) : same(memory);
  }

  private static Step backupHears(Memory memory, AdvertHeard heard, long nowNanos) {
    if (heard.priority() == Rules.GOODBYE) {
      long wait = memory.isLastResort() ? Changes.offerNanos(memory) : memory.skewNanos();
      return new Step(forgive(memory), List.of(), wait);
    }
    if (heard.priority() == Rules.LAST_RESORT && memory.priority() > Rules.LAST_RESORT) {
      // As good as a goodbye: no delay and no lack of preemption protects a last resort. Its
      // interval counts, or it might always advertise again before our skew time is over.
      Memory next = forgive(memory.change().follow(heard).done());
      return new Step(next, List.of(), next.skewNanos());
    }
    if (heard.priority() >= memory.priority()) {
      return follow(memory, heard, memory.patience().watching());
    }
    if (!memory.rules().preempt() || memory.patience().yielding()) {
      return follow(memory, heard, false);
    }
    return backupHearsLower(memory, heard, nowNanos);
  }

  private static Step backupHearsLower(Memory memory, AdvertHeard heard, long nowNanos) {
    Patience patience = memory.patience();
    if (memory.rules().preemptDelayNanos() == 0) {
      return same(memory);
    }
    if (!patience.watching()) {
      long until = nowNanos + memory.rules().preemptDelayNanos();
      return memory.change().follow(heard).patience(patience.watchUntil(until)).done().listen();
    }
    return nowNanos - patience.preemptAtNanos() < 0 ? follow(memory, heard, false) : same(memory);
  }

  /** The timer starts again; without a change, no new memory. */
  private static Step follow(Memory memory, AdvertHeard heard, boolean unwatch) {
    if (memory.follows(heard) && !unwatch && !memory.patience().graced()) {
      return memory.listen();
    }
    Patience patience = unwatch ? memory.patience().unwatched() : memory.patience().graced(false);
    return memory.change().follow(heard).patience(patience).done().listen();
  }

  /**
   * We were paused, and nothing waited in the socket. The network may have been paused with us: the
   * active router gets one more interval, once.
   */
  private static Step backupWokeLate(Memory memory) {
    if (memory.patience().graced()) {
      return becomeActive(memory, "no advertisement came in time", false);
    }
    Memory graced = memory.change().patience(memory.patience().graced(true)).done();
    return new Step(graced, List.of(), memory.masterIntervalNanos() + memory.skewNanos());
  }

  private static Memory forgive(Memory memory) {
    return memory.patience().graced()
        ? memory.change().patience(memory.patience().graced(false)).done()
        : memory;
  }

  /** RFC 9568, section 6.4.3. */
  private static Step active(Memory memory, Event event, long nowNanos) {
    if (event == Event.Plain.DEADLINE_REACHED) {
      return memory.advertise();
    }
    if (event instanceof AdvertHeard heard) {
      return activeHears(memory, heard);
    }
    if (event instanceof Obstructed obstructed) {
      Memory hindered = memory.change().add(obstructed.obstacle()).done();
      return handOver(hindered, FAULT, hindered.hindrance(), false);
    }
    if (event instanceof GroupMoved moved && moved.to() == BACKUP) {
      return handOver(memory, BACKUP, "its sync group became backup", true);
    }
    if (event == Event.Plain.RELEASE) {
      Memory yielding = memory.change().patience(Patience.YIELDING).done();
      return handOver(yielding, BACKUP, "mastership was released", false);
    }
    if (event == Event.Plain.WOKE_LATE) {
      return reassert(memory, List.of());
    }
    if (event == Event.Plain.ADDRESS_LOST) {
      return activeLost(memory, nowNanos);
    }
    return event == Event.Plain.STOP ? stop(memory) : same(memory);
  }

  private static Step activeHears(Memory memory, AdvertHeard heard) {
    List<Action> warnings =
        heard.priority() == Rules.OWNER && memory.isOwner()
            ? List.of(new Warn("CONFIGURATION ERROR: also address owner: " + text(heard.source())))
            : List.of();
    if (!isBetter(heard, memory)) {
      // RFC 9568, section 6.4.3, (725): answer an inferior router at once.
      return reassert(memory, warnings);
    }
    String why =
        "heard "
            + text(heard.source())
            + " with priority "
            + heard.priority()
            + (heard.priority() == memory.priority() ? " and a higher address" : "")
            + ", ours "
            + memory.priority();
    Memory next = memory.change().follow(heard).patience(Patience.NONE).done();
    List<Action> actions = new ArrayList<>(warnings);
    actions.add(new SendAdvert(memory.priority()));
    actions.add(Action.Plain.REMOVE_ADDRESSES);
    return enter(next, BACKUP, why, actions.toArray(Action[]::new));
  }

  private static boolean isBetter(AdvertHeard heard, Memory memory) {
    if (heard.priority() != memory.priority()) {
      return heard.priority() > memory.priority();
    }
    // Addresses compare as unsigned numbers.
    return memory
        .local()
        .map(l -> Arrays.compareUnsigned(heard.source().getAddress(), l.getAddress()) > 0)
        .orElse(true);
  }

  private static Step reassert(Memory memory, List<Action> first) {
    List<Action> actions = new ArrayList<>(first);
    actions.add(new SendAdvert(memory.priority()));
    actions.add(Action.Plain.ANNOUNCE);
    return new Step(memory, List.copyOf(actions), memory.rules().intervalNanos());
  }

  private static Step activeLost(Memory memory, long nowNanos) {
    Memory next = memory.change().losses(memory.losses().another(nowNanos)).done();
    if (next.losses().tooMany()) {
      Memory hindered = next.change().add(Obstacle.ADDRESS).done();
      return handOver(hindered, FAULT, "somebody keeps removing its addresses", false);
    }
    List<Action> back =
        List.of(
            new Warn("an address was removed by somebody else; putting it back"),
            Action.Plain.ADD_ADDRESSES,
            Action.Plain.ANNOUNCE);
    return new Step(next, back, Step.KEEP);
  }

  private static Step fault(Memory memory, Event event) {
    if (event instanceof Obstructed obstructed) {
      Memory next = memory.change().add(obstructed.obstacle()).done();
      return obstructed.obstacle() == Obstacle.ADDRESS
          ? new Step(next, List.of(), Rules.RETRY_NANOS)
          : same(next);
    }
    if (event instanceof Cleared cleared) {
      return clear(memory, cleared.obstacle());
    }
    if (event == Event.Plain.DEADLINE_REACHED || event == Event.Plain.WOKE_LATE) {
      return clear(memory, Obstacle.ADDRESS);
    }
    return event == Event.Plain.STOP ? stop(memory) : same(memory);
  }

  private static Step clear(Memory memory, Obstacle obstacle) {
    if (!memory.obstacles().contains(obstacle)) {
      return same(memory);
    }
    Memory next = memory.change().remove(obstacle).done();
    return next.obstacles().isEmpty()
        ? begin(next, "no longer: " + memory.text(obstacle))
        : new Step(next, List.of(), timer(next));
  }

  private static Step stop(Memory memory) {
    String why = "stopped";
    return memory.state() == ACTIVE
        ? handOver(memory, INITIALIZE, why, false)
        : enter(memory, INITIALIZE, why);
  }

  /** RFC 9568, section 6.4.2, (355): advertise, then announce. As keepalived orders it. */
  static Step becomeActive(Memory memory, String why, boolean byGroup) {
    Memory next = memory.change().state(ACTIVE).followNobody().patience(Patience.NONE).done();
    List<Action> actions =
        List.of(
            new SendAdvert(memory.priority()),
            Action.Plain.ADD_ADDRESSES,
            Action.Plain.ANNOUNCE,
            new Tell(memory.state(), ACTIVE, why, byGroup));
    return new Step(next, actions, memory.rules().intervalNanos());
  }

  private static Step handOver(Memory memory, VrrpState to, String why, boolean byGroup) {
    Memory next = memory.change().state(to).followNobody().done();
    List<Action> actions =
        List.of(
            new SendAdvert(Rules.GOODBYE),
            Action.Plain.REMOVE_ADDRESSES,
            new Tell(memory.state(), to, why, byGroup));
    return new Step(next, actions, timer(next));
  }

  private static Step enter(Memory memory, VrrpState to, String why, Action... first) {
    Memory next = memory.change().state(to).done();
    List<Action> actions = new ArrayList<>(Arrays.asList(first));
    actions.add(new Tell(memory.state(), to, why, false));
    return new Step(next, List.copyOf(actions), timer(next));
  }

  private static long timer(Memory memory) {
    return switch (memory.state()) {
      case BACKUP -> memory.downNanos();
      case FAULT -> memory.obstacles().contains(Obstacle.ADDRESS) ? Rules.RETRY_NANOS : Step.OFF;
      case INITIALIZE, ACTIVE -> Step.OFF;
    };
  }

  private static Step same(Memory memory) {
    return memory.stay();
  }

  private static String text(InetAddress address) {
    return address.getHostAddress();
  }
}

package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Action;
import io.viprouter.vrrp.election.Action.SendAdvert;
import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Action.Warn;
import io.viprouter.vrrp.election.Election;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Obstacle;
import io.viprouter.vrrp.election.Step;
import io.viprouter.vrrp.os.Edge;
import java.util.List;

/**
 * One virtual router between its election and its edge: keeps the memory, the timer and the
 * announcements, and performs what the election decides. Confined to its driver thread.
 *
 * <p>A turn is {@link #wake}, any number of {@link #hear} and {@link #on}, then {@link #settle}:
 * everything that has arrived is heard before a missed deadline is believed.
 */
final class Station {

  private final Edge edge;
  private final Reports reports;
  private final AnnounceSchedule announcements;
  private final LateHearing lateHearing = new LateHearing();
  private Memory memory;
  private boolean armed;
  private long deadlineNanos;
  private boolean late;
  private boolean atFault;
  private boolean addFailed;

  Station(Memory memory, GratuitousArp announcing, Edge edge, Reports reports) {
    this.memory = memory;
    this.announcements = new AnnounceSchedule(announcing);
    this.edge = edge;
    this.reports = reports;
  }

  Memory memory() {
    return memory;
  }

  /** Begins a turn: were we away so long that what waits in the socket is old? */
  void wake(long now) {
    late = armed && now - deadlineNanos > memory.lateAfterNanos();
  }

  /** An advertisement from the socket. */
  void hear(AdvertHeard heard, long now) {
    if (late) {
      lateHearing.add(heard);
    } else {
      on(heard, now);
    }
  }

  /** Ends a turn: the timer and the announcements. */
  void settle(long now) {
    if (late) {
      late = false;
      lateHearing.take().forEach(heard -> on(heard, now));
    }
    if (armed && now - deadlineNanos >= 0) {
      boolean missed = now - deadlineNanos > memory.lateAfterNanos();
      on(missed ? Event.Plain.WOKE_LATE : Event.Plain.DEADLINE_REACHED, now);
    }
    announceDue(now);
  }

  private void announceDue(long now) {
    for (int due = announcements.due(now); due > 0; due--) {
      edge.announce();
    }
  }

  /** How long nothing needs doing. */
  long waitNanos(long now) {
    long timer = armed ? Math.max(0, deadlineNanos - now) : Long.MAX_VALUE;
    return Math.min(timer, announcements.waitNanos(now));
  }

  /** Anything that happened. */
  void on(Event event, long now) {
    Memory before = memory;
    Step step = Election.on(memory, event, now);
    memory = step.memory();
    if (step.waitNanos() != Step.KEEP) {
      armed = step.waitNanos() != Step.OFF;
      deadlineNanos = now + (armed ? step.waitNanos() : 0);
    }
    if (memory != before) {
      reports.changed(memory);
    }
    List<Action> actions = step.actions();
    for (int i = 0; i < actions.size(); i++) {
      perform(actions.get(i), now);
    }
    if (memory != before) {
      reportFault();
    }
    failIfAddFailed(now);
  }

  /** One advertisement besides the timer's; only a master advertises. */
  void advertise() {
    if (memory.state() == VrrpState.ACTIVE) {
      edge.send(memory.priority());
    }
  }

  /** Other rules, while everything else goes on. A master advertises, and never with priority 0. */
  void change(Event.RulesChanged changed, GratuitousArp announcing, long now) {
    announcements.settings(announcing);
    on(changed, now);
  }

  private void failIfAddFailed(long now) {
    if (addFailed) {
      addFailed = false;
      on(new Obstructed(Obstacle.ADDRESS), now);
    }
  }

  private void perform(Action action, long now) {
    if (action instanceof SendAdvert send) {
      edge.send(send.priority());
      announcements.advertised(now);
    } else if (action == Action.Plain.ADD_ADDRESSES) {
      addFailed = !edge.addAddresses();
    } else if (action == Action.Plain.REMOVE_ADDRESSES) {
      announcements.stop();
      edge.removeAddresses();
    } else if (action == Action.Plain.ANNOUNCE && !addFailed) {
      announcements.request(now);
      announceDue(now);
    } else if (action instanceof Tell tell) {
      reports.told(tell);
    } else if (action instanceof Warn warn) {
      reports.warn(warn.text());
    }
  }

  private void reportFault() {
    boolean own = memory.obstacles().stream().anyMatch(o -> o != Obstacle.GROUP);
    if (own != atFault) {
      atFault = own;
      reports.fault(own);
    }
  }
}

package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.FitnessChanged;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Event.PriorityChanged;
import io.viprouter.vrrp.election.Event.SourceChanged;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Obstacle;
import io.viprouter.vrrp.election.Rules;
import io.viprouter.vrrp.os.Edge;
import java.net.InetAddress;
import java.util.List;

/**
 * Plays a whole life without an audience, so that the first real takeover loads no class.
 * Immutable.
 */
final class Rehearsal implements Edge, Reports {

  private Rehearsal() {}

  static void of(VirtualRouterConfig config) {
    Rehearsal nobody = new Rehearsal();
    Rules rules = new Rules(config.version(), 100, 1_000_000_000L, true, 0);
    AddressHooks hooks = AddressHooks.rehearsal();
    HookedEdge edge = new HookedEdge(nobody, hooks, Runnable::run, config);
    Station station = new Station(Memory.of(rules), config.gratuitousArp(), edge, nobody);
    InetAddress somebody = config.addresses().get(0).address();
    List<Event> life =
        List.of(
            new SourceChanged(somebody),
            Event.Plain.START,
            new AdvertHeard(200, rules.intervalNanos(), somebody),
            new AdvertHeard(0, rules.intervalNanos(), somebody),
            Event.Plain.DEADLINE_REACHED,
            Event.Plain.DEADLINE_REACHED,
            new AdvertHeard(50, rules.intervalNanos(), somebody),
            Event.Plain.WOKE_LATE,
            Event.Plain.ADDRESS_LOST,
            new FitnessChanged(Fitness.LAST_RESORT),
            new FitnessChanged(Fitness.FIT),
            new AdvertHeard(200, rules.intervalNanos(), somebody),
            new Obstructed(Obstacle.LINK),
            new Cleared(Obstacle.LINK),
            new PriorityChanged(1),
            Event.Plain.STOP);
    long now = 0;
    for (Event event : life) {
      station.wake(now);
      station.on(event, now);
      station.settle(now);
      now += station.waitNanos(now) / 2;
    }
    hooks.close();
  }

  @Override
  public void send(int priority) {}

  @Override
  public boolean addAddresses() {
    return true;
  }

  @Override
  public void removeAddresses() {}

  @Override
  public void announce() {}

  @Override
  public void changed(Memory memory) {}

  @Override
  public void told(Tell tell) {}

  @Override
  public void warn(String text) {}

  @Override
  public void fault(boolean atFault) {}
}

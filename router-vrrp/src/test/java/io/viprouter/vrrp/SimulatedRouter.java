package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.SourceChanged;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Rules;
import io.viprouter.vrrp.os.Edge;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One router on a {@link SimulatedLan}: a real {@link Station} over a fake edge. It has a clock of
 * its own that has nothing to do with anybody else's.
 */
class SimulatedRouter implements Edge, Reports {

  final int index;
  final Rules rules;
  final InetAddress address;
  private final SimulatedLan lan;
  private final long clockBase;
  private final Queue<AdvertHeard> socket = new ArrayDeque<>();
  private final Queue<Event> mailbox = new ArrayDeque<>();
  private @Nullable Station station;
  private boolean present;
  private boolean paused;
  private boolean broken;
  private long wakeAt = Long.MAX_VALUE;
  private LongSupplier jitter = () -> 0;

  SimulatedRouter(SimulatedLan lan, int index, Rules rules, long clockBase) {
    this.lan = lan;
    this.index = index;
    this.rules = rules;
    this.clockBase = clockBase;
    this.address = com.google.common.net.InetAddresses.fromInteger(0xac_a8_01_65 + index);
  }

  void start() {
    if (station == null) {
      Station fresh = new Station(Memory.of(rules), GratuitousArp.DEFAULT, this, this);
      station = fresh;
      socket.clear();
      mailbox.clear();
      mailbox.add(new SourceChanged(address));
      post(Event.Plain.START);
    }
  }

  void stop() {
    post(Event.Plain.STOP);
  }

  /** As by SIGKILL: what is on the interface stays there. */
  void crash() {
    station = null;
    paused = false;
    wakeAt = Long.MAX_VALUE;
  }

  void pause() {
    paused = station != null;
  }

  void resume() {
    if (paused) {
      paused = false;
      turn();
    }
  }

  void breakAdding(boolean value) {
    broken = value;
  }

  void removeAddressByHand() {
    if (present && station != null) {
      present = false;
      post(Event.Plain.ADDRESS_LOST);
    }
  }

  /** How long its thread takes to wake up when something has come for it. */
  void jitter(LongSupplier nanos) {
    jitter = nanos;
  }

  /** Only routers with the same id hear each other. */
  int virtualRouterId() {
    return 0;
  }

  void post(Event event) {
    if (station != null) {
      mailbox.add(event);
      wakeUp();
    }
  }

  void deliver(AdvertHeard heard) {
    if (station != null) {
      socket.add(heard);
      wakeUp();
    }
  }

  private void wakeUp() {
    long nanos = jitter.getAsLong();
    if (nanos == 0) {
      turn();
    } else {
      wakeAt = Math.min(wakeAt, lan.now() + nanos);
    }
  }

  /** As the driver does it: hear everything, then what happened besides, then the timer. */
  void turn() {
    Station now = station;
    if (now == null || paused) {
      return;
    }
    now.wake(clock());
    for (AdvertHeard heard = socket.poll(); heard != null; heard = socket.poll()) {
      now.hear(heard, clock());
    }
    for (Event event = mailbox.poll(); event != null; event = mailbox.poll()) {
      now.on(event, clock());
    }
    now.settle(clock());
    long wait = now.waitNanos(clock());
    wakeAt = wait == Long.MAX_VALUE ? wait : lan.now() + wait + (wait > 0 ? jitter.getAsLong() : 0);
    checkInvariant(now);
    if (now.memory().state() == VrrpState.INITIALIZE) {
      station = null;
    }
  }

  private void checkInvariant(Station now) {
    boolean active = now.memory().state() == VrrpState.ACTIVE;
    if (active != present) {
      throw new AssertionError(
          this + " is " + now.memory().state() + " and has the address: " + present);
    }
  }

  long wakeAt() {
    return paused ? Long.MAX_VALUE : wakeAt;
  }

  boolean isPaused() {
    return paused;
  }

  @Nullable Memory memory() {
    Station now = station;
    return now == null ? null : now.memory();
  }

  @Override
  public String toString() {
    return "router " + index + " (" + virtualRouterId() + ")";
  }

  private long clock() {
    return clockBase + lan.now();
  }

  @Override
  public void send(int priority) {
    lan.broadcast(this, new AdvertHeard(priority, rules.intervalNanos(), address));
  }

  @Override
  public boolean addAddresses() {
    present = !broken;
    return present;
  }

  @Override
  public void removeAddresses() {
    present = false;
  }

  @Override
  public void announce() {
    lan.announced(this);
  }

  @Override
  public void changed(Memory memory) {}

  @Override
  public void told(Tell tell) {
    lan.countTransition();
  }

  @Override
  public void warn(String text) {}

  @Override
  public void fault(boolean atFault) {}
}

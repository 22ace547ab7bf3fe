package io.viprouter.vrrp;

import io.viprouter.vrrp.VrrpException.Kind;
import io.viprouter.vrrp.election.Event;
import io.viprouter.vrrp.election.Event.AdvertHeard;
import io.viprouter.vrrp.election.Event.Cleared;
import io.viprouter.vrrp.election.Event.Obstructed;
import io.viprouter.vrrp.election.Event.RulesChanged;
import io.viprouter.vrrp.election.Event.SourceChanged;
import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Obstacle;
import io.viprouter.vrrp.os.AddressEntry;
import io.viprouter.vrrp.os.LinuxEdge;
import io.viprouter.vrrp.os.RealTime;
import io.viprouter.vrrp.os.Surroundings;
import io.viprouter.vrrp.os.SystemCallException;
import io.viprouter.vrrp.wire.Datagram;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver: waits, turns what came into events, lets the {@link Station} act. It is the one
 * thread of its virtual router; {@link #post}, {@link #update} and {@link #ready} are thread-safe.
 *
 * <p>In steady state a turn allocates nothing: waiting, hearing a known advertisement and sending
 * one work on what is there already.
 */
final class ElectionLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("io.viprouter.vrrp");

  /** Packets of one turn; the timer must have its turn too. */
  private static final int MAX_PACKETS = 64;

  private static final long MAX_WAIT_NANOS = Duration.ofHours(1).toNanos();
  private static final long SHORT_INTERVAL_NANOS = Duration.ofMillis(300).toNanos();

  private final Surrounding surrounding;
  private final Counters counters;
  private final Situations situations;
  private Complaints complaints;
  private final Queue<Event> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Update> update = new AtomicReference<>();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final Datagram datagram = new Datagram();
  private VirtualRouterConfig config;
  private ProtocolSettings settings;
  private Hearing hearing;
  private volatile @Nullable LinuxEdge waker;
  private @Nullable InetAddress local;
  private boolean linkUp = true;
  private boolean sourceKnown = true;
  private boolean trackedUp = true;

  /** A configuration on its way to the driver. */
  private record Update(VirtualRouterConfig config, CompletableFuture<Boolean> inForce) {}

  ElectionLoop(VirtualRouterConfig config, Counters counters, Surrounding surrounding) {
    this.config = config;
    this.counters = counters;
    this.surrounding = surrounding;
    this.settings = ProtocolSettings.of(config);
    this.situations = new Situations(LOG, config, surrounding);
    this.complaints = complaints();
    this.hearing = hearing();
  }

  private Complaints complaints() {
    return new Complaints(LOG, config, surrounding.notifier()::later);
  }

  private Hearing hearing() {
    return new Hearing(settings.filter(), config.checksumForm(), counters, complaints);
  }

  VrrpStatus.Situation situation() {
    return situations.current();
  }

  /** Completes when the first state has been entered, or with what was in the way. */
  CompletableFuture<Boolean> ready() {
    return ready;
  }

  /** An event from another thread. */
  void post(Event event) {
    mailbox.add(event);
    wakeUp();
  }

  /** Another configuration; the last one posted counts. Completes when it is in force. */
  CompletableFuture<Boolean> update(VirtualRouterConfig changed) {
    CompletableFuture<Boolean> inForce = new CompletableFuture<>();
    update.set(new Update(changed, inForce));
    wakeUp();
    return inForce;
  }

  private void wakeUp() {
    LinuxEdge edge = waker;
    if (edge != null) {
      edge.wakeUp();
    }
  }

  @Override
  public void run() {
    try (LinuxEdge edge = new LinuxEdge(config.name(), settings.edge())) {
      HookedEdge hooked =
          new HookedEdge(
              new CountedEdge(edge, counters),
              surrounding.hooks(),
              surrounding.notifier()::later,
              config);
      Station station =
          new Station(Memory.of(settings.rules()), config.gratuitousArp(), hooked, situations);
      waker = edge;
      begin(edge, station);
      try {
        while (station.memory().state() != VrrpState.INITIALIZE) {
          turn(edge, hooked, station);
        }
      } catch (RuntimeException | Error e) {
        LOG.error("({}) a bug ended the driver; the addresses are given up", config.name(), e);
        station.on(Event.Plain.STOP, surrounding.nanoClock().getAsLong());
        throw e;
      }
    } catch (SystemCallException e) {
      Kind kind = e.isPermission() ? Kind.NOT_PERMITTED : Kind.SYSTEM;
      ready.completeExceptionally(
          new VrrpException(kind, "(" + config.name() + ") " + e.getMessage(), e));
    } finally {
      waker = null;
      ready.complete(false);
    }
  }

  /** Everything that a takeover needs is loaded and linked before the first state is entered. */
  private void begin(LinuxEdge edge, Station station) {
    if (config.realTimePriority() > 0) {
      requestRealTime();
    } else if (settings.rules().intervalNanos() < SHORT_INTERVAL_NANOS) {
      LOG.warn(
          "({}) an interval of {} without real-time scheduling: a busy machine may lose mastership",
          config.name(),
          config.advertisementInterval());
    }
    edge.warmUp();
    Rehearsal.of(config);
    long now = surrounding.nanoClock().getAsLong();
    look(edge, station, now);
    // What is known about us already counts from the first state on.
    mailbox.removeIf(
        event -> {
          boolean aboutUs =
              event instanceof Event.Changed
                  || event instanceof Obstructed
                  || event instanceof Cleared;
          if (aboutUs) {
            station.on(event, now);
          }
          return aboutUs;
        });
    station.on(Event.Plain.START, now);
    ready.complete(true);
  }

  private void requestRealTime() {
    int error = RealTime.request(config.realTimePriority());
    if (error != 0) {
      LOG.warn(
          "({}) no real-time scheduling: errno {}; it needs CAP_SYS_NICE", config.name(), error);
    }
  }

  /** One turn: wait, hear everything, look around, read the mailbox, then mind the timer. */
  private void turn(LinuxEdge edge, HookedEdge hooked, Station station) {
    long wait = station.waitNanos(surrounding.nanoClock().getAsLong());
    boolean mailWaiting = !mailbox.isEmpty();
    boolean changed = edge.await(mailWaiting ? 0 : Math.min(wait, MAX_WAIT_NANOS));
    long now = surrounding.nanoClock().getAsLong();
    station.wake(now);
    hearAll(edge, station, now);
    if (changed) {
      look(edge, station, now);
    }
    Update wanted = update.getAndSet(null);
    if (wanted != null) {
      change(wanted.config(), edge, hooked, station, now);
      wanted.inForce().complete(true);
    }
    for (Event event = mailbox.poll(); event != null; event = mailbox.poll()) {
      station.on(event, now);
    }
    station.settle(now);
  }

  private void hearAll(LinuxEdge edge, Station station, long now) {
    InetAddress own = local;
    for (int i = 0; i < MAX_PACKETS && edge.receive(datagram); i++) {
      AdvertHeard heard = own == null ? null : hearing.hear(datagram, own, now);
      if (heard != null) {
        station.hear(heard, now);
        Memory memory = station.memory();
        boolean inferior = heard.priority() > 0 && heard.priority() < memory.priority();
        if (inferior && memory.state() == VrrpState.ACTIVE) {
          complaints.alsoMaster(heard, now);
        }
      }
    }
  }

  /** What has become of interface, source and addresses. */
  private void look(LinuxEdge edge, Station station, long now) {
    Surroundings seen = edge.look();
    linkUp = obstacle(Obstacle.LINK, linkUp, seen.linkUp(), station, now);
    sourceKnown = obstacle(Obstacle.SOURCE, sourceKnown, seen.source().isPresent(), station, now);
    trackedUp = obstacle(Obstacle.TRACKED_INTERFACE, trackedUp, seen.trackedUp(), station, now);
    InetAddress source = seen.source().orElse(null);
    if (source != null && !source.equals(local)) {
      local = source;
      hearing.forget();
      station.on(new SourceChanged(source), now);
    }
    if (station.memory().state() == VrrpState.ACTIVE && !seen.addressesPresent()) {
      station.on(Event.Plain.ADDRESS_LOST, now);
    }
  }

  private static boolean obstacle(
      Obstacle obstacle, boolean before, boolean good, Station station, long now) {
    if (before != good) {
      station.on(good ? new Cleared(obstacle) : new Obstructed(obstacle), now);
    }
    return good;
  }

  /** Takes over another configuration without leaving mastership, and never with priority 0. */
  private void change(
      VirtualRouterConfig wanted, LinuxEdge edge, HookedEdge hooked, Station station, long now) {
    List<AddressEntry> before = settings.edge().addresses();
    station.advertise();
    configure(wanted);
    List<AddressEntry> after = settings.edge().addresses();
    hooked.change(wanted);
    edge.change(settings.edge());
    edge.remove(before.stream().filter(entry -> !after.contains(entry)).toList());
    edge.look();
    station.change(new RulesChanged(settings.rules()), wanted.gratuitousArp(), now);
    if (station.memory().state() == VrrpState.ACTIVE) {
      List<AddressEntry> fresh = after.stream().filter(e -> !before.contains(e)).toList();
      edge.announce(fresh, wanted.gratuitousArp().repeat());
    }
    // Other interfaces may be tracked now, another source may be asked for.
    look(edge, station, now);
    surrounding.notifier().later(() -> LOG.info("({}) configuration changed", wanted.name()));
  }

  private void configure(VirtualRouterConfig wanted) {
    boolean otherSchedule = wanted.realTimePriority() != config.realTimePriority();
    config = wanted;
    settings = ProtocolSettings.of(wanted);
    complaints = complaints();
    hearing = hearing();
    if (otherSchedule) {
      requestRealTime();
    }
  }
}

package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.health.Monitors;
import io.viprouter.core.policy.Member;
import io.viprouter.core.policy.Outcome;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at the destinations of one route when they are due. Confined to its home loop.
 *
 * <p>Without a monitor user: one in good standing of which traffic was seen needs no probe. With
 * one, it is asked over its kept session every {@code monitor.interval}. Bytes of a server that
 * arrive while a probe fails veto its failure: it is slow, or has no room, but it is not down.
 */
final class Looking {

  private final RouteHome home;
  private final Prober prober;
  private final Optional<MonitorLooks> asking;
  private final Deadline look = new Deadline(this::look);
  private boolean closed;

  Looking(RouteHome home, Lane lane, Optional<Monitors> monitors) {
    this.home = home;
    this.prober = new Prober(lane, this::seen);
    this.asking = monitors.map(all -> new MonitorLooks(home, all, prober, this::seen));
  }

  /** Waits for the next that is due. */
  void schedule() {
    OptionalLong next = home.pool().nextDeadline();
    if (closed || next.isEmpty()) {
      home.loop().deadlines().cancel(look);
    } else if (!look.set() || look.atNanos != next.getAsLong()) {
      home.loop().deadlines().set(look, next.getAsLong());
    }
  }

  /** The destinations are others now. */
  void updated() {
    asking.ifPresent(MonitorLooks::updated);
  }

  /** No looks any more. */
  void close() {
    closed = true;
    home.loop().deadlines().cancel(look);
    prober.close();
    asking.ifPresent(MonitorLooks::close);
  }

  private void look(long nowNanos) {
    HealthCheck check = home.section().health();
    boolean asks =
        check.kind() == HealthCheck.Kind.GREETING || check.kind() == HealthCheck.Kind.ROLE;
    for (Member due : home.pool().due(nowNanos)) {
      Destination destination = due.destination();
      boolean heard = home.counters(destination).heardSinceLastLook();
      if (asks && asking.isPresent()) {
        home.become(home.pool().lookedAt(destination, nowNanos));
        asking.get().ask(due, nowNanos);
      } else if (due.health().well() && heard) {
        home.become(home.pool().after(new Outcome.Heard(destination), nowNanos));
      } else {
        home.become(home.pool().lookedAt(destination, nowNanos));
        if (check.kind() != HealthCheck.Kind.NONE) {
          prober.probe(destination, check, nowNanos);
        }
      }
    }
    schedule();
  }

  /** What a probe or a question saw. */
  private void seen(Outcome outcome) {
    Destination destination = outcome.destination();
    boolean vetoed =
        outcome instanceof Outcome.ProbeFailed
            && home.pool().member(destination).filter(m -> m.health().up()).isPresent()
            && home.counters(destination).heardSinceLastLook();
    home.apply(vetoed ? new Outcome.ProbeVetoed(destination) : outcome);
  }
}

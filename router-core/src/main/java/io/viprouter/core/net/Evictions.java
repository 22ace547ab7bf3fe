package io.viprouter.core.net;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Destination;
import io.viprouter.core.OnUnfit;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.policy.DestinationPool;
import io.viprouter.core.policy.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the sessions of destinations that were taken out or turned unfit, at once or after a grace.
 * Confined to the home loop of its route.
 */
final class Evictions {

  private static final Logger log = LoggerFactory.getLogger(Evictions.class);

  private final RouteHome home;
  private final InProcess inProcess;
  private final Map<Destination, Deadline> drains = new HashMap<>();
  private final Map<Destination, Deadline> unfit = new HashMap<>();

  Evictions(RouteHome home, InProcess inProcess) {
    this.home = home;
    this.inProcess = inProcess;
  }

  /** A destination drains. */
  void drain(Destination destination, Duration grace) {
    after(drains, destination, grace, CloseReason.DRAINED);
  }

  /** It drains no more. */
  void undrain(Destination destination) {
    cancel(drains, destination);
  }

  /** A destination has turned unfit. */
  void unfit(Destination destination) {
    OnUnfit what = home.section().onUnfit();
    log.info("{} sessions of unfit {}: {}", home.prefix(), destination, what.key());
    switch (what) {
      case CLOSE -> after(unfit, destination, Duration.ZERO, CloseReason.UNFIT);
      case DRAIN -> after(unfit, destination, RoutingSection.UNFIT_GRACE, CloseReason.UNFIT);
      case KEEP -> {}
    }
  }

  /** It is fit again: who is still there may stay. */
  void fitAgain(Destination destination) {
    cancel(unfit, destination);
  }

  /** The section has changed: one that came back as new owes nothing. */
  void updated(DestinationPool pool) {
    forget(drains, pool, member -> !member.draining());
    forget(unfit, pool, member -> member.fitness().fit());
  }

  private void forget(
      Map<Destination, Deadline> pending, DestinationPool pool, Predicate<Member> spared) {
    for (Destination destination : List.copyOf(pending.keySet())) {
      if (pool.member(destination).filter(spared).isPresent()) {
        cancel(pending, destination);
      }
    }
  }

  /** Nothing is to be ended any more. */
  void close() {
    drains.values().forEach(home.loop().deadlines()::cancel);
    unfit.values().forEach(home.loop().deadlines()::cancel);
  }

  private void after(
      Map<Destination, Deadline> pending,
      Destination destination,
      Duration grace,
      CloseReason reason) {
    cancel(pending, destination);
    if (grace.isZero()) {
      now(destination, reason);
    } else {
      Deadline deadline = new Deadline(at -> now(destination, reason));
      pending.put(destination, deadline);
      home.loop().deadlines().set(deadline, home.loop().now() + grace.toNanos());
    }
  }

  private void cancel(Map<Destination, Deadline> pending, Destination destination) {
    Deadline deadline = pending.remove(destination);
    if (deadline != null) {
      home.loop().deadlines().cancel(deadline);
    }
  }

  private void now(Destination destination, CloseReason reason) {
    Predicate<Session> with = session -> session.isWith(destination);
    home.lanes().forEach(lane -> lane.loop().execute(() -> lane.close(with, reason)));
    inProcess.close(destination::equals, reason);
  }
}

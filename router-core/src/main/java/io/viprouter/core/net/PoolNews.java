package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.policy.PoolChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what changed in a pool, once, and tells the listeners. Thread-safe. */
final class PoolNews {

  private static final Logger log = LoggerFactory.getLogger(PoolNews.class);

  private final String section;
  private final String prefix;
  private final Events events;

  PoolNews(String section, Events events) {
    this.section = section;
    this.prefix = "[routing:" + section + "]";
    this.events = events;
  }

  String prefix() {
    return prefix;
  }

  void tell(Iterable<PoolChange> changes) {
    changes.forEach(this::tell);
  }

  private void tell(PoolChange change) {
    if (change instanceof PoolChange.StateChanged changed) {
      tell(changed);
    } else if (change instanceof PoolChange.CurrentMoved moved) {
      log.warn("{} new connections go to {}, no longer to {}", prefix, moved.to(), moved.from());
      events.flight().currentChanged(section, moved.from(), moved.to());
      events.tell(l -> l.currentDestinationChanged(section, moved.from(), moved.to()));
    } else if (change instanceof PoolChange.UsableChanged changed) {
      if (changed.usable()) {
        log.info("{} serves again: {}", prefix, changed.cause());
      } else {
        log.error("{} has no usable destination: {}", prefix, changed.cause());
      }
      events.tell(l -> l.sectionUsable(section, changed.usable(), changed.cause()));
    }
  }

  private void tell(PoolChange.StateChanged changed) {
    Destination destination = changed.destination();
    DestinationState to = changed.to();
    String cause = changed.cause();
    switch (to) {
      case UP -> log.info("{} destination {} is up: {}", prefix, destination, cause);
      case DRAINING, MAINTENANCE ->
          log.info("{} destination {} is in {}: {}", prefix, destination, to.key(), cause);
      case QUARANTINED, UNFIT ->
          log.warn("{} destination {} is {}: {}", prefix, destination, to.key(), cause);
    }
    events.flight().stateChanged(section, destination, to.key(), cause);
    events.tell(l -> l.destinationStateChanged(section, destination, changed.from(), to, cause));
    if (to == DestinationState.QUARANTINED) {
      events.tell(l -> l.destinationQuarantined(section, destination, cause));
    } else if (to == DestinationState.UP && changed.from() == DestinationState.QUARANTINED) {
      events.tell(l -> l.destinationRestored(section, destination));
    }
  }
}

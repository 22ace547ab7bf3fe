package io.viprouter.core.net;

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
    if (change instanceof PoolChange.Quarantined down) {
      log.warn("{} destination {} is quarantined: {}", prefix, down.destination(), down.cause());
      events.tell(l -> l.destinationQuarantined(section, down.destination(), down.cause()));
    } else if (change instanceof PoolChange.Restored up) {
      log.info("{} destination {} is usable again", prefix, up.destination());
      events.tell(l -> l.destinationRestored(section, up.destination()));
    } else if (change instanceof PoolChange.CurrentMoved moved) {
      log.warn("{} new connections go to {}, no longer to {}", prefix, moved.to(), moved.from());
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
}

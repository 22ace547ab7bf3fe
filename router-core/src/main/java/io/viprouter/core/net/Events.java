package io.viprouter.core.net;

import com.google.common.collect.ImmutableList;
import io.viprouter.core.RouterListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners, and survives what they throw. Thread-safe. */
public final class Events {

  private static final Logger log = LoggerFactory.getLogger(Events.class);

  private final ImmutableList<RouterListener> listeners;

  /**
   * Makes one.
   *
   * @param listeners whom to tell, in this order
   */
  public Events(List<RouterListener> listeners) {
    this.listeners = ImmutableList.copyOf(listeners);
  }

  /** Whether anybody listens, so that an event is worth building. */
  boolean heard() {
    return !listeners.isEmpty();
  }

  /**
   * Tells them.
   *
   * @param event calls one of the listener's methods
   */
  public void tell(Consumer<RouterListener> event) {
    for (RouterListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        log.warn("a listener failed", e);
      }
    }
  }
}

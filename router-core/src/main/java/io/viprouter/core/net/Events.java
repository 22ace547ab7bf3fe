package io.viprouter.core.net;

import com.google.common.collect.ImmutableList;
import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.RouterListener;
import io.viprouter.core.flight.Flight;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all listeners, and survives what they throw; of connections also the journal and the Flight
 * Recorder. Thread-safe.
 */
public final class Events {

  private static final Logger log = LoggerFactory.getLogger(Events.class);

  private final ImmutableList<RouterListener> listeners;
  private final Journal journal;
  private final Flight flight = Flight.ofThisJvm();

  /**
   * Makes one.
   *
   * @param listeners whom to tell, in this order
   * @param journal where lines about connections go
   */
  public Events(List<RouterListener> listeners, Journal journal) {
    this.listeners = ImmutableList.copyOf(listeners);
    this.journal = journal;
  }

  /** Whether anybody hears of connections, so that an event is worth building. */
  boolean heard() {
    return !listeners.isEmpty() || flight.recordsConnections();
  }

  Journal journal() {
    return journal;
  }

  Flight flight() {
    return flight;
  }

  /** A client was admitted; only the Flight Recorder hears of that. */
  void admitted(Supplier<Connection> known) {
    if (flight.recordsConnections()) {
      flight.accepted(known.get());
    }
  }

  /** A connection that was admitted is over. */
  void closed(Connection connection, CloseReason reason) {
    boolean inOrder = reason == CloseReason.CLIENT_CLOSED || reason == CloseReason.SERVER_CLOSED;
    journal.write(
        inOrder ? Journal.Kind.ENDED_IN_ORDER : Journal.Kind.ENDED,
        () -> AccessLine.of(connection, reason));
    flight.closed(connection, reason);
    if (!listeners.isEmpty()) {
      tell(l -> l.connectionClosed(connection, reason));
    }
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
      } catch (VirtualMachineError e) {
        throw e;
      } catch (RuntimeException | Error e) {
        log.warn("a listener failed", e);
      }
    }
  }
}

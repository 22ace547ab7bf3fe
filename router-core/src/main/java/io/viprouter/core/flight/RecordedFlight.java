package io.viprouter.core.flight;

import io.viprouter.core.CloseReason;
import io.viprouter.core.Connection;
import io.viprouter.core.Destination;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import jdk.jfr.EventType;

/** The one with a Flight Recorder. Thread-safe. */
final class RecordedFlight implements Flight {

  private final EventType accept = EventType.getEventType(AcceptEvent.class);
  private final EventType route = EventType.getEventType(RouteEvent.class);
  private final EventType close = EventType.getEventType(CloseEvent.class);

  @Override
  public boolean recordsConnections() {
    return accept.isEnabled() || route.isEnabled() || close.isEnabled();
  }

  @Override
  public void accepted(Connection connection) {
    if (accept.isEnabled()) {
      describe(new AcceptEvent(), connection).commit();
    }
  }

  @Override
  public void routed(Connection connection) {
    if (route.isEnabled()) {
      RouteEvent event = new RouteEvent();
      event.destination = destination(connection);
      event.serverConnectionId = connection.serverConnectionId().orElse(-1L);
      event.waited = connection.age().toNanos();
      describe(event, connection).commit();
    }
  }

  @Override
  public void closed(Connection connection, CloseReason reason) {
    if (close.isEnabled()) {
      CloseEvent event = new CloseEvent();
      event.destination = destination(connection);
      event.serverConnectionId = connection.serverConnectionId().orElse(-1L);
      event.bytesFromClient = connection.bytesFromClient();
      event.bytesFromServer = connection.bytesFromServer();
      event.age = connection.age().toNanos();
      event.reason = reason.name();
      event.code = reason.code(connection.state());
      describe(event, connection).commit();
    }
  }

  @Override
  public void stateChanged(String section, Object destination, String state, String cause) {
    StateEvent event = new StateEvent();
    if (event.isEnabled()) {
      event.section = section;
      event.destination = destination.toString();
      event.state = state;
      event.cause = cause;
      event.commit();
    }
  }

  @Override
  public void currentChanged(String section, Object from, Object to) {
    CurrentEvent event = new CurrentEvent();
    if (event.isEnabled()) {
      event.section = section;
      event.from = from.toString();
      event.to = to.toString();
      event.commit();
    }
  }

  private static ConnectionEvent describe(ConnectionEvent event, Connection connection) {
    event.connectionId = connection.id();
    event.section = connection.section();
    event.client = text(connection.client());
    event.local = text(connection.local());
    return event;
  }

  private static String destination(Connection connection) {
    return connection.destination().map(Destination::toString).orElse("");
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : "unix";
  }
}

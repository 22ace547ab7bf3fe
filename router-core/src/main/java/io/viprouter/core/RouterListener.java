package io.viprouter.core;

import java.net.SocketAddress;
import java.util.List;

/**
 * Hears what happens in a router. Called on event-loop threads, several at a time: return quickly,
 * never block, and do not call blocking methods of {@link Route} or {@link Router} from here. One
 * that throws is logged and ignored, but for a {@link VirtualMachineError}. All methods do nothing
 * by default.
 */
public interface RouterListener {

  /**
   * A section listens.
   *
   * @param section its name
   * @param addresses where, with the ports the system chose
   */
  default void sectionStarted(String section, List<SocketAddress> addresses) {}

  /**
   * A section no longer listens.
   *
   * @param section its name
   */
  default void sectionStopped(String section) {}

  /**
   * A client's server has greeted: the session runs.
   *
   * @param connection what is known of it
   */
  default void connectionOpened(Connection connection) {}

  /**
   * A client's connection ended, whether or not it had a server.
   *
   * @param connection what is known of it
   * @param reason why; {@link CloseReason#code} with the connection's state gives the log's code
   */
  default void connectionClosed(Connection connection, CloseReason reason) {}

  /**
   * A client was turned away with an error.
   *
   * @param section name of the section
   * @param client its address
   * @param reason why
   */
  default void connectionRefused(String section, SocketAddress client, RefusalReason reason) {}

  /**
   * A destination changed its state, whatever the reason.
   *
   * @param section name of the section
   * @param destination the server
   * @param from the state it left
   * @param to the state it is in
   * @param cause why, in words
   */
  default void destinationStateChanged(
      String section,
      Destination destination,
      DestinationState from,
      DestinationState to,
      String cause) {}

  /**
   * A destination failed its fall count.
   *
   * @param section name of the section
   * @param destination the server
   * @param cause its last failure, in words
   */
  default void destinationQuarantined(String section, Destination destination, String cause) {}

  /**
   * A quarantined destination is usable again.
   *
   * @param section name of the section
   * @param destination the server
   */
  default void destinationRestored(String section, Destination destination) {}

  /**
   * A sticky section goes on to another destination.
   *
   * @param section name of the section
   * @param from where new connections went before
   * @param to where they go now
   */
  default void currentDestinationChanged(String section, Destination from, Destination to) {}

  /**
   * Whether a section can serve has changed. At its start it can, until its destinations have been
   * looked at. It cannot while every destination that the strategy could send the next client to is
   * out: quarantined, draining, in maintenance or unfit; with next-available also once the list is
   * spent. It can again when the first of them is well.
   *
   * @param section name of the section
   * @param usable whether it has a usable destination now
   * @param cause in words: what is wrong with each, or who is usable
   */
  default void sectionUsable(String section, boolean usable, String cause) {}

  /**
   * A client address is blocked for broken handshakes.
   *
   * @param section name of the section
   * @param client the address
   */
  default void clientBlocked(String section, String client) {}

  /**
   * An error ended an event loop, and with it the router: it is closed. A bug of the router's, or
   * the JVM is out of memory.
   *
   * @param cause the error
   */
  default void routerFailed(Throwable cause) {}
}

package io.viprouter.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * One section of a running router. Thread-safe. Every method but {@link #name()}, {@link
 * #section()} and {@link #status()} may wait for an event loop, {@link #connect()} also for the
 * network: do not call them from a {@link RouterListener}.
 */
public interface Route {

  /**
   * The section's name.
   *
   * @return the name
   */
  String name();

  /**
   * The definition in force.
   *
   * @return the section as it was built or last updated
   */
  RoutingSection section();

  /**
   * The TCP port it listens on; the first one if there are several.
   *
   * @return 1 to 65535
   * @throws IllegalStateException if it does not listen on a TCP port
   */
  int port();

  /**
   * Where it listens.
   *
   * @return the addresses with the ports the system chose; empty while it does not listen
   */
  List<SocketAddress> localAddresses();

  /**
   * A snapshot, taken now.
   *
   * @return the status
   */
  RouteStatus status();

  /**
   * Puts another definition in force. Sessions go on; new ones follow the new rules; a destination
   * that stays keeps its health; one that goes is drained, its sessions may end by themselves.
   * Addresses that stay bound are not touched.
   *
   * @param section a section of the same name
   * @throws IllegalArgumentException if the name differs
   * @throws RouterException if a new address cannot be bound; then nothing has changed
   * @throws IllegalStateException if the router is closed
   */
  void update(RoutingSection section);

  /**
   * Binds the section's addresses; nothing if they are bound.
   *
   * @throws RouterException if one cannot be bound; then none is
   * @throws IllegalStateException if the router is closed
   */
  void listen();

  /**
   * Stops listening; sessions go on. Nothing if it does not listen.
   *
   * @throws IllegalStateException if the router is closed
   */
  void stopListening();

  /**
   * In-process routing: connects to the destination that strategy, limits and health pick, with no
   * proxy hop. The channel is the caller's, in blocking mode; while it is open it counts as a
   * session, and it is closed when its destination is drained or the router closes. Waits for at
   * most the connect timeout per address tried. The server's greeting is not read, so a server that
   * accepts but does not serve is noticed only by the health checks.
   *
   * @return a connected channel
   * @throws IOException if a limit is reached or no destination answers; the message is the one a
   *     client would get. Also if the caller is interrupted, which stays set, or this host has no
   *     socket or port left; neither counts against a destination
   * @throws IllegalStateException if the router is closed
   */
  SocketChannel connect() throws IOException;

  /**
   * Takes a destination out: no new connections from now on; sessions still open after the grace,
   * or still being dialled, are closed. Nothing more than a new deadline if it is draining already.
   *
   * @param destination one of the section's
   * @param grace zero (close at once) to 365 days
   * @throws IllegalArgumentException if it is none of the section's
   * @throws IllegalStateException if the router is closed
   */
  void drain(Destination destination, Duration grace);

  /**
   * Ends a drain. Nothing if it is not draining.
   *
   * @param destination one of the section's
   * @throws IllegalArgumentException if it is none of the section's
   * @throws IllegalStateException if the router is closed
   */
  void undrain(Destination destination);

  /**
   * Closes all sessions of a destination; new ones may come.
   *
   * @param destination one of the section's
   * @return how many were closed
   * @throws IllegalArgumentException if it is none of the section's
   * @throws IllegalStateException if the router is closed
   */
  int kill(Destination destination);

  /**
   * The live connections: every client from its admission to its end, and the open channels of
   * {@link #connect()}. Each loop describes its own in one go, well under a microsecond each.
   *
   * @return a snapshot, in the order of accept; at most {@link RoutingSection#maxConnections()} but
   *     for what was there before a lower limit came into force
   * @throws IllegalStateException if the router is closed
   */
  List<ConnectionStatus> connections();

  /**
   * Closes all sessions whose clients came in at an address of this host: one that is leaving it,
   * so that the clients' packets go elsewhere from now on. The clients' side is reset, the servers'
   * side ended in order, an unfinished handshake carried to its end. Channels of {@link #connect()}
   * came in at no address.
   *
   * @param local the address
   * @return how many were closed
   * @throws IllegalStateException if the router is closed
   */
  int disconnect(InetAddress local);

  /**
   * Sends new connections to the first destination again. Sessions stay where they are. With
   * first-available the first usable one in the order of the list becomes the current one; with
   * next-available the walk starts again at the first.
   *
   * <p>The same as {@code failback(false)}.
   *
   * @return the destination that is now the current one
   * @throws FailbackRefusedException if there is a monitor and the destination lacks transactions
   * @throws IllegalStateException if the strategy is not sticky, no destination is usable, or the
   *     router is closed
   */
  default Destination failback() {
    return failback(false);
  }

  /**
   * Sends new connections to the first destination again, as {@link #failback()} does. Where the
   * router has a {@link Monitor}, it first compares the transactions that both servers have
   * executed, by their GTIDs, and refuses if the target lacks some that the current one has, if it
   * is unfit, or if either cannot be asked; that may take some seconds.
   *
   * @param force whether to go back without asking: then an unfit target is taken as fit
   * @return the destination that is now the current one
   * @throws FailbackRefusedException if it is refused; nothing has changed
   * @throws IllegalStateException if the strategy is not sticky, no destination is usable, or the
   *     router is closed
   */
  Destination failback(boolean force);

  /**
   * Forgets the broken handshakes of a client address and ends its block.
   *
   * @param client the address
   * @return whether it was blocked
   * @throws IllegalStateException if the router is closed
   */
  boolean unblock(InetAddress client);
}

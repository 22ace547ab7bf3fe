package io.viprouter.core;

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;

/**
 * One section at one moment. Immutable.
 *
 * @param name the section
 * @param mode what its clients do
 * @param strategy how it picks
 * @param listening whether its addresses are bound
 * @param usable whether the next client could be sent to a destination in good standing
 * @param localAddresses the addresses it is bound to, with the ports the system chose
 * @param activeConnections clients now, counted from accept to close
 * @param totalConnections clients accepted since the start, refused ones not among them
 * @param refusedConnections clients turned away with an error since the start
 * @param bytesFromClients bytes relayed to servers since the start
 * @param bytesFromServers bytes relayed to clients since the start
 * @param blockedClients client addresses blocked now
 * @param heldConnections clients that wait now for a usable destination
 * @param destinations its destinations, in the order of the section, the fallback last
 * @param refusals clients turned away since the start, by reason; every reason is there
 * @param history the last changes of its destinations' states, at most {@value #MAX_HISTORY}, the
 *     latest last
 */
public record RouteStatus(
    String name,
    Mode mode,
    Strategy strategy,
    boolean listening,
    boolean usable,
    List<SocketAddress> localAddresses,
    int activeConnections,
    long totalConnections,
    long refusedConnections,
    long bytesFromClients,
    long bytesFromServers,
    List<String> blockedClients,
    int heldConnections,
    List<DestinationStatus> destinations,
    Map<RefusalReason, Long> refusals,
    List<StateChange> history) {

  /** Most changes that are remembered of a section. */
  public static final int MAX_HISTORY = 100;

  /** Copies the lists and the map. */
  public RouteStatus {
    localAddresses = List.copyOf(localAddresses);
    blockedClients = List.copyOf(blockedClients);
    destinations = List.copyOf(destinations);
    refusals = Map.copyOf(refusals);
    history = List.copyOf(history);
  }
}

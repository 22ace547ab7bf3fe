package io.viprouter.launcher.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /api/v1/status}: everything as one document. The names of the components are those of the
 * document. Immutable; {@link StatusDocuments} makes it.
 *
 * @param name how the router calls itself
 * @param host name of its host
 * @param version of the program
 * @param startedAt when the program started
 * @param pid number of the process
 * @param at when the document was made
 * @param verdict whether all is well
 * @param activeConnections clients now, over all sections
 * @param buffersLent relay buffers lent to slow peers now
 * @param sections in the order of the configuration
 * @param virtualRouters in the order of the configuration
 * @param events what happened last, the latest first
 */
record StatusDocument(
    String name,
    String host,
    String version,
    Instant startedAt,
    long pid,
    Instant at,
    Verdict verdict,
    int activeConnections,
    int buffersLent,
    List<Section> sections,
    List<VirtualRouterPart> virtualRouters,
    List<Snapshot.Event> events) {

  /**
   * A section. Immutable.
   *
   * @param name its name
   * @param mode read-write or read-only
   * @param strategy how it picks
   * @param listening whether its addresses are bound
   * @param usable whether a client could be served
   * @param bind where it listens, or would
   * @param activeConnections clients now
   * @param maxConnections most clients at a time
   * @param totalConnections clients accepted since the start
   * @param refusedConnections clients turned away since the start
   * @param bytesFromClients since the start
   * @param bytesFromServers since the start
   * @param blockedClients client addresses blocked now
   * @param heldConnections clients that wait now for a usable destination
   * @param rates what it did lately
   * @param destinations in the order of the section, the fallback last
   */
  record Section(
      String name,
      String mode,
      String strategy,
      boolean listening,
      boolean usable,
      List<String> bind,
      int activeConnections,
      int maxConnections,
      long totalConnections,
      long refusedConnections,
      long bytesFromClients,
      long bytesFromServers,
      List<String> blockedClients,
      int heldConnections,
      Samples.Rates rates,
      List<DestinationPart> destinations) {}

  /**
   * A destination. Immutable.
   *
   * @param address {@code host:port}
   * @param state up, quarantined, unfit, draining or maintenance
   * @param current whether the next connection goes there, or it takes part
   * @param usable whether it takes new connections
   * @param since when the state began
   * @param cause why it is in this state, in words
   * @param failures failures in a row that it stands at
   * @param activeConnections sessions now
   * @param totalConnections sessions since the start
   * @param connectErrors failed dials and probes since the start
   * @param bytesFromClients since the start
   * @param bytesFromServers since the start
   * @param lastError the last failure
   * @param history its last changes of state, the latest first
   */
  record DestinationPart(
      String address,
      String state,
      boolean current,
      boolean usable,
      Instant since,
      String cause,
      int failures,
      int activeConnections,
      long totalConnections,
      long connectErrors,
      long bytesFromClients,
      long bytesFromServers,
      Optional<String> lastError,
      List<Change> history) {}

  /**
   * A change of a destination's state. Immutable.
   *
   * @param at when
   * @param state the state that began
   * @param cause why, in words
   */
  record Change(Instant at, String state, String cause) {}

  /**
   * A virtual router. Immutable.
   *
   * @param name its name
   * @param state INITIALIZE, BACKUP, MASTER or FAULT
   * @param since when the state began
   * @param reason why it came into the state
   * @param master address of the router that owns the addresses, if one is known
   * @param interfaceName where it takes part
   * @param virtualRouterId of the group
   * @param version of the protocol
   * @param priority as configured
   * @param effectivePriority with which it takes part
   * @param addresses the virtual addresses
   * @param transitions changes of state since the start
   * @param advertisementsSent since the start
   * @param advertisementsReceived valid ones since the start
   * @param announcementsSent gratuitous ARP or neighbour advertisements since the start
   * @param rejected dropped advertisements by reason
   */
  record VirtualRouterPart(
      String name,
      String state,
      Instant since,
      String reason,
      Optional<String> master,
      String interfaceName,
      int virtualRouterId,
      int version,
      int priority,
      int effectivePriority,
      List<String> addresses,
      long transitions,
      long advertisementsSent,
      long advertisementsReceived,
      long announcementsSent,
      Map<String, Long> rejected) {}
}

package io.viprouter.core;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One client's connection, as the events tell it. Immutable.
 *
 * @param id number of the connection, unique in its router
 * @param section name of the section
 * @param client the client's address
 * @param local the address of this host that the client came in at; for a channel of {@link
 *     Route#connect()} the same as {@code client}
 * @param state how far it has come
 * @param destination the server that greeted it, if one did
 * @param serverConnectionId the server's own number for it (as in its process list), if it was seen
 * @param bytesFromClient bytes relayed to the server
 * @param bytesFromServer bytes relayed to the client
 * @param age time since accept
 */
public record Connection(
    long id,
    String section,
    SocketAddress client,
    SocketAddress local,
    ConnectionState state,
    Optional<Destination> destination,
    Optional<Long> serverConnectionId,
    long bytesFromClient,
    long bytesFromServer,
    Duration age) {}

package io.viprouter.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A live connection at the time of the snapshot. Immutable. The times are as exact as a turn of an
 * event loop, a millisecond or so.
 *
 * @param connection what is known of it
 * @param acceptedAt when it was accepted
 * @param connectedAt when its server greeted it, if one did
 * @param lastFromClient when bytes last went to the server, if any did
 * @param lastFromServer when bytes last went to the client, if any did
 */
public record ConnectionStatus(
    Connection connection,
    Instant acceptedAt,
    Optional<Instant> connectedAt,
    Optional<Instant> lastFromClient,
    Optional<Instant> lastFromServer) {}

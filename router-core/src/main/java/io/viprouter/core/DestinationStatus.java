package io.viprouter.core;

import java.time.Instant;
import java.util.Optional;

/**
 * One destination at one moment. Immutable.
 *
 * @param destination the server
 * @param state what the section holds of it
 * @param current whether the next connection would be sent there first (sticky strategies and
 *     primary-preferred); for the others, whether it takes part
 * @param since when the state began
 * @param cause why it is in this state, in words
 * @param failures failures in a row that it stands at; 0 when well
 * @param activeConnections sessions open to it, dials included
 * @param totalConnections sessions whose server greeted, and channels handed out by {@link
 *     Route#connect()}, since the start
 * @param connectErrors failed dials and probes since the start
 * @param bytesFromClients bytes relayed to it since the start
 * @param bytesFromServers bytes relayed from it since the start
 * @param lastError the last failure, in words
 */
public record DestinationStatus(
    Destination destination,
    DestinationState state,
    boolean current,
    Instant since,
    String cause,
    int failures,
    int activeConnections,
    long totalConnections,
    long connectErrors,
    long bytesFromClients,
    long bytesFromServers,
    Optional<String> lastError) {}

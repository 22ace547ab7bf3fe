package io.viprouter.core;

import java.time.Instant;

/**
 * One change of a destination's state, as the history of its section holds it. Immutable.
 *
 * @param at when
 * @param destination the server
 * @param from the state it left
 * @param to the state it entered
 * @param cause why, in words
 */
public record StateChange(
    Instant at,
    Destination destination,
    DestinationState from,
    DestinationState to,
    String cause) {}

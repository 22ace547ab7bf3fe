package io.viprouter.core.net;

import io.viprouter.core.Connection;

/**
 * What a loop says of a live session, in its own time; made into a status by whoever asked.
 * Immutable.
 *
 * @param connection what is known of it
 * @param acceptedNanos when it was accepted
 * @param greetedNanos when its server greeted; means nothing before
 * @param fromClientNanos when bytes last came from the client; means nothing before the first
 * @param fromServerNanos the same of the server
 */
record Glance(
    Connection connection,
    long acceptedNanos,
    long greetedNanos,
    long fromClientNanos,
    long fromServerNanos) {}

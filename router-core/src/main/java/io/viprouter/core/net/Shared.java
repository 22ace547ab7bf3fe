package io.viprouter.core.net;

import io.viprouter.core.health.Monitors;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What all routes of a router share. Thread-safe.
 *
 * @param loops the event loops
 * @param resolver resolves names
 * @param events tells listeners
 * @param limit of clients over all sections
 * @param ids numbers connections
 * @param clock monotonic nanoseconds
 * @param monitors asks servers over kept sessions, if there is a monitor user
 */
public record Shared(
    EventLoopGroup loops,
    Resolver resolver,
    Events events,
    ConnectionLimit limit,
    AtomicLong ids,
    LongSupplier clock,
    Optional<Monitors> monitors) {}

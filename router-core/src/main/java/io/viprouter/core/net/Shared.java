package io.viprouter.core.net;

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
 */
public record Shared(
    EventLoopGroup loops,
    Resolver resolver,
    Events events,
    ConnectionLimit limit,
    AtomicLong ids,
    LongSupplier clock) {}

package io.viprouter.core.net;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A client that was accepted and admitted. Immutable.
 *
 * @param id number of the connection
 * @param channel its socket
 * @param address its address
 * @param acceptedNanos when
 * @param timing the section's times when it was accepted
 */
record Client(
    long id, SocketChannel channel, SocketAddress address, long acceptedNanos, Timing timing) {}

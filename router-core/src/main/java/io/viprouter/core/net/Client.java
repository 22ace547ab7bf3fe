package io.viprouter.core.net;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A client that was accepted and admitted. Immutable.
 *
 * @param id number of the connection
 * @param channel its socket
 * @param peer its two ends
 * @param acceptedNanos when
 * @param timing the section's times when it was accepted
 */
record Client(long id, SocketChannel channel, Peer peer, long acceptedNanos, Timing timing) {

  SocketAddress address() {
    return peer.address();
  }
}

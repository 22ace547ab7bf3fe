package io.viprouter.core.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * The two ends of a client's connection. Immutable.
 *
 * @param address who the client is
 * @param local the address of this host that it came in at
 */
record Peer(SocketAddress address, SocketAddress local) {

  /** Those of a fresh connection; the channel knows both, so that the system is not asked. */
  static Peer of(SocketChannel channel) throws IOException {
    return new Peer(channel.getRemoteAddress(), channel.getLocalAddress());
  }
}

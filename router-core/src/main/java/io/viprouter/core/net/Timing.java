package io.viprouter.core.net;

import io.viprouter.core.KeepAlive;
import io.viprouter.core.RoutingSection;

/**
 * The times of a section that its sessions need, in nanoseconds. Immutable.
 *
 * @param connectNanos from a dial to its greeting, for each address
 * @param handshakeNanos from the greeting to the end of the handshake
 * @param idleNanos silence that ends a session; 0: never
 * @param keepAlive of both sides
 */
record Timing(long connectNanos, long handshakeNanos, long idleNanos, KeepAlive keepAlive) {

  static Timing of(RoutingSection section) {
    return new Timing(
        section.connectTimeout().toNanos(),
        section.clientConnectTimeout().toNanos(),
        section.idleTimeout().toNanos(),
        section.keepAlive());
  }
}

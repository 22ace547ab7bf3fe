/**
 * The little of the MySQL protocol that a router needs: packet headers, the server's first packet,
 * when a handshake is over, error packets, and a login that must fail. Pure: bytes in, bytes or
 * verdicts out; no sockets, no threads, no clock. Only {@code net} uses it. Everything after the
 * handshake, and everything after a client asked for TLS, passes unread.
 */
@NullMarked
package io.viprouter.core.mysql;

import org.jspecify.annotations.NullMarked;

package io.viprouter.core.proxy;

import io.viprouter.core.ProxyProtocol;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The header that a server is sent first. Any thread. */
public final class Announcement {

  private Announcement() {}

  /**
   * Says for whom a connection is made.
   *
   * @param protocol which header; none gives nothing
   * @param source the client's address
   * @param destination the address that the client connected to
   * @return the header; for clients that have no address, those of a unix socket, one that says so
   */
  public static Optional<ByteBuffer> of(
      ProxyProtocol protocol, SocketAddress source, SocketAddress destination) {
    if (source instanceof InetSocketAddress from && destination instanceof InetSocketAddress to) {
      return switch (protocol) {
        case NONE -> Optional.empty();
        case V1 -> Optional.of(ByteBuffer.wrap(VersionOne.line(from, to)));
        case V2 -> Optional.of(VersionTwo.proxied(from, to));
      };
    }
    return own(protocol);
  }

  /**
   * Says that a connection is the sender's own: a health check, for example.
   *
   * @param protocol which header; none gives nothing
   * @return the header
   */
  public static Optional<ByteBuffer> own(ProxyProtocol protocol) {
    return switch (protocol) {
      case NONE -> Optional.empty();
      case V1 -> Optional.of(ByteBuffer.wrap(VersionOne.unknown()));
      case V2 -> Optional.of(VersionTwo.local());
    };
  }
}

package io.viprouter.core.net;

import io.viprouter.core.KeepAlive;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Options of the sockets of a session, and what their failures mean. */
final class Sockets {

  private Sockets() {}

  /** Small packets leave at once; a peer that dies without a word is noticed. */
  static void configure(SocketChannel channel, KeepAlive keepAlive) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, (int) keepAlive.idle().toSeconds());
      channel.setOption(
          ExtendedSocketOptions.TCP_KEEPINTERVAL, (int) keepAlive.interval().toSeconds());
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, keepAlive.count());
    }
  }

  /** Whether the address is one of TCP. */
  static boolean tcp(SocketAddress address) {
    return address instanceof InetSocketAddress;
  }

  /**
   * Whether a failed connect tells of this host and not of the other one: no local port or address
   * to connect from.
   */
  static boolean ownFault(IOException failure) {
    return failure instanceof BindException;
  }

  /** The failure in words, without the class name. */
  static String words(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** An address as clients and logs name it; unix clients have none. */
  static String clientKey(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "unix";
  }

  /** An address as one writes it. */
  static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      String host =
          inet.getAddress() == null ? inet.getHostString() : inet.getAddress().getHostAddress();
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
    return "unix:" + address;
  }
}

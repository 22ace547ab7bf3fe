package io.viprouter.core.net;

import io.viprouter.core.KeepAlive;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Options of the sockets of a session, and what their failures mean. */
final class Sockets {

  private Sockets() {}

  /** A socket of the family of an address: IPv4 as such is cheaper than inside IPv6. */
  static SocketChannel open(InetAddress address) throws IOException {
    return address instanceof Inet4Address
        ? SocketChannel.open(StandardProtocolFamily.INET)
        : SocketChannel.open();
  }

  /** A listening socket for an address; the wildcard address stands for both families. */
  static ServerSocketChannel openListening(SocketAddress address) throws IOException {
    if (address instanceof UnixDomainSocketAddress) {
      return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }
    return address instanceof InetSocketAddress inet
            && inet.getAddress() instanceof Inet4Address
            && !inet.getAddress().isAnyLocalAddress()
        ? ServerSocketChannel.open(StandardProtocolFamily.INET)
        : ServerSocketChannel.open();
  }

  /** Small packets leave at once. */
  static void noDelay(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * What comes is acknowledged together with the answer to it, from the first packet on and not
   * only once the system has seen that answers come: two packets fewer for each session. On a
   * listening socket it is so for all that it accepts; a socket that connects must be connected, or
   * the server would wait for the end of the connect.
   */
  static void acknowledgeWithAnswers(NetworkChannel channel) throws IOException {
    if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);
    }
  }

  /** A peer that dies without a word is noticed; on a unix socket it always is. */
  static void keepAlive(SocketChannel channel, KeepAlive keepAlive) throws IOException {
    if (!channel.supportedOptions().contains(StandardSocketOptions.SO_KEEPALIVE)) {
      return;
    }
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
   * to connect from, no memory for a buffer.
   */
  static boolean ownFault(Exception failure) {
    return failure instanceof BindException || failure instanceof BufferPool.Spent;
  }

  /** The failure in words, without the class name. */
  static String words(Throwable failure) {
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

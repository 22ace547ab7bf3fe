package io.viprouter.core.net;

import io.viprouter.core.mysql.ErrorPacket;
import java.io.IOException;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router's own errors, and how they reach a client that is about to be closed. */
final class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  static ErrorPacket tooMany() {
    return new ErrorPacket(
        ErrorPacket.TOO_MANY_CONNECTIONS, "Too many connections to MySQL Router");
  }

  static ErrorPacket blocked(String client) {
    return new ErrorPacket(ErrorPacket.HOST_BLOCKED, "Too many connection errors from " + client);
  }

  static ErrorPacket notAllowed(String client) {
    return new ErrorPacket(
        ErrorPacket.HOST_NOT_ALLOWED,
        "Host '" + client + "' is not allowed to connect to this MySQL Router");
  }

  static ErrorPacket noServer(String local) {
    return new ErrorPacket(
        ErrorPacket.SERVER_SHUTDOWN,
        "Can't connect to remote MySQL server for client connected to '" + local + "'");
  }

  static ErrorPacket badHandshake(String fault) {
    return new ErrorPacket(ErrorPacket.BAD_HANDSHAKE, "Bad handshake: " + fault);
  }

  static ErrorPacket handshakeTimedOut() {
    return new ErrorPacket(ErrorPacket.READ_TIMEOUT, "Handshake timed out at MySQL Router");
  }

  /** For a client whose dials all failed. */
  static ErrorPacket packet(boolean full, SocketEndpoint client) {
    SocketAddress local = client.localAddress();
    return full ? tooMany() : noServer(local == null ? "MySQL Router" : Sockets.text(local));
  }

  /** Writes the error and says that nothing more comes. The socket's buffer is empty: it fits. */
  static void send(SocketEndpoint client, ErrorPacket error, int sequence) {
    try {
      client.write(error.encode(sequence));
      client.shutdownOutput();
    } catch (IOException e) {
      log.trace("client left before its error", e);
    }
  }
}

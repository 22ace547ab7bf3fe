package io.viprouter.core;

import io.viprouter.testkit.Packets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that does only what a test tells it, on one connection at a time. */
final class HeldBackServer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final ServerSocket listener;

  HeldBackServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(PATIENCE_MILLIS);
  }

  int port() {
    return listener.getLocalPort();
  }

  Destination destination() {
    return new Destination("127.0.0.1", port());
  }

  /** The next connection; it has heard nothing. */
  Socket accept() throws IOException {
    Socket socket = listener.accept();
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  static void greet(Socket socket) throws IOException {
    socket.getOutputStream().write(Packets.greeting("held-back", 1));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

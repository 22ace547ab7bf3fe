package io.viprouter.examples.embedding;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * As much of a MySQL server as a unit test needs: it greets with a version of its own and then
 * refuses every login. One daemon thread serves one client after the other.
 */
final class GreetingServer implements AutoCloseable {

  private static final byte[] AFTER_VERSION = new byte[44];
  private static final String REFUSAL = "\u00ff\u0015\u0004#28000Access denied";

  private final ServerSocket socket;
  private final String version;

  GreetingServer(String version) throws IOException {
    this.version = version;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "greeting-" + version);
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** What a client sees that connects there. */
  static String versionAt(int port) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      byte[] greeting = packet(new DataInputStream(client.getInputStream()));
      int end = 1;
      while (greeting[end] != 0) {
        end++;
      }
      return new String(greeting, 1, end - 1, StandardCharsets.US_ASCII);
    }
  }

  /** From now on connections are refused. */
  void stop() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        OutputStream out = client.getOutputStream();
        send(out, 0, ("\n" + version + "\0").getBytes(StandardCharsets.ISO_8859_1), AFTER_VERSION);
        packet(new DataInputStream(client.getInputStream()));
        send(out, 2, REFUSAL.getBytes(StandardCharsets.ISO_8859_1), new byte[0]);
      } catch (IOException e) {
        // This client has gone, or the server was closed.
      }
    }
  }

  private static void send(OutputStream out, int sequence, byte[] head, byte[] tail)
      throws IOException {
    out.write(new byte[] {(byte) (head.length + tail.length), 0, 0, (byte) sequence});
    out.write(head);
    out.write(tail);
  }

  private static byte[] packet(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
    in.readUnsignedByte();
    return in.readNBytes(length);
  }
}

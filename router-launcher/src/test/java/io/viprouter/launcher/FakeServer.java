package io.viprouter.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Greets like a MySQL server, lets everybody in and then sends back what it gets. Thread-safe; each
 * connection has a thread.
 */
final class FakeServer implements AutoCloseable {

  /** Protocol 10, version 8.0.36, the least that a client expects of a greeting. */
  private static final byte[] GREETING = greeting();

  private static final byte[] LOGGED_IN = {7, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0};

  private final ServerSocket socket;
  private final byte[] answer;

  FakeServer() throws IOException {
    this(LOGGED_IN);
  }

  /** One that lets nobody in. */
  static FakeServer refusing() throws IOException {
    byte[] text = "#28000Access denied".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer error = ByteBuffer.allocate(7 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    error.putInt((3 + text.length) | 2 << 24).put((byte) 0xff).putShort((short) 1045).put(text);
    return new FakeServer(error.array());
  }

  private FakeServer(byte[] answer) throws IOException {
    this.answer = answer;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** A client that is through with its login. */
  static Socket logIn(int port) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setSoTimeout(60_000);
    expect(client.getInputStream(), GREETING);
    byte[] login = new byte[4 + 40];
    login[0] = 40;
    login[3] = 1;
    login[4] = (byte) 0x85; // Protocol 4.1, not TLS.
    login[5] = (byte) 0xa2;
    client.getOutputStream().write(login);
    expect(client.getInputStream(), LOGGED_IN);
    return client;
  }

  /** Whether the session is there: what is sent comes back. */
  static void echo(Socket client) throws IOException {
    byte[] ping = {1, 0, 0, 0, 14};
    client.getOutputStream().write(ping);
    expect(client.getInputStream(), ping);
  }

  private static void expect(InputStream in, byte[] expected) throws IOException {
    byte[] read = in.readNBytes(expected.length);
    if (!Arrays.equals(read, expected)) {
      throw new AssertionError(
          "expected "
              + HexFormat.of().formatHex(expected)
              + ", got "
              + HexFormat.of().formatHex(read));
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: no more clients.
    }
  }

  private void serve(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      InputStream in = client.getInputStream();
      out.write(GREETING);
      byte[] header = in.readNBytes(4);
      if (header.length == 4) {
        in.readNBytes(header[0] & 0xff);
        out.write(answer);
        in.transferTo(out);
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] greeting() {
    byte[] version = "8.0.36".getBytes(StandardCharsets.US_ASCII);
    byte[] plugin = "mysql_native_password".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer packet = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInt(0); // The header, filled in below.
    packet.put((byte) 10).put(version).put((byte) 0);
    packet.putInt(7).put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 0});
    packet.putShort((short) 0xf7ff).put((byte) 33).putShort((short) 2).putShort((short) 0x81ff);
    packet.put((byte) 21).put(new byte[10]);
    packet.put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0});
    packet.put(plugin).put((byte) 0);
    packet.putInt(0, packet.position() - 4);
    byte[] bytes = new byte[packet.position()];
    packet.flip().get(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

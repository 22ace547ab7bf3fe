package io.viprouter.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client that speaks just enough of the protocol, step by step. Not thread-safe. A read that
 * waits for more than 30 s fails.
 */
public final class ScriptedClient implements AutoCloseable {

  private static final int READ_TIMEOUT_MILLIS = 30_000;

  private final Socket socket;

  private ScriptedClient(Socket socket) {
    this.socket = socket;
  }

  /** Connects to a port of 127.0.0.1. */
  public static ScriptedClient connect(int port) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Speaks over a socket that is connected. */
  public static ScriptedClient over(Socket socket) throws IOException {
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return new ScriptedClient(socket);
  }

  /** Connects, logs in, and is ready for echoes. */
  public static ScriptedClient loggedIn(int port) throws IOException {
    return loggedIn(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Logs in over a socket that is connected, and is ready for echoes. */
  public static ScriptedClient loggedIn(Socket socket) throws IOException {
    ScriptedClient client = over(socket);
    client.readGreeting();
    client.send(Packets.login(1, "app"));
    Packets.Packet answer = client.read();
    if (answer.first() != 0) {
      throw new IOException("login answered with " + answer.errorCode() + " " + answer.errorText());
    }
    return client;
  }

  /** Reads one packet. */
  public Packets.Packet read() throws IOException {
    return Packets.read(socket.getInputStream());
  }

  /** Reads a greeting and gives its version. */
  public String readGreeting() throws IOException {
    Packets.Packet packet = read();
    if (packet.isError()) {
      throw new IOException("refused with " + packet.errorCode() + " " + packet.errorText());
    }
    int end = 1;
    while (packet.payload()[end] != 0) {
      end++;
    }
    return new String(packet.payload(), 1, end - 1, StandardCharsets.US_ASCII);
  }

  /** Sends bytes. */
  public void send(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends text and waits for its echo. */
  public String echo(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(bytes);
    return new String(socket.getInputStream().readNBytes(bytes.length), StandardCharsets.UTF_8);
  }

  /** Whether the other side has ended, in order or not; waits for it. */
  public boolean atEnd() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** The socket itself. */
  public Socket socket() {
    return socket;
  }

  /** Ends with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Gone is gone.
    }
  }
}

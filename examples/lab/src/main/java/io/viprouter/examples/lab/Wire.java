package io.viprouter.examples.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A connection to MySQL that costs next to nothing, so that a hundred a second can be made on a
 * busy machine: login without TLS by the servers' usual plugins, and queries that give one row.
 * Confined to one thread.
 */
final class Wire implements AutoCloseable {

  private static final int CAPABILITIES = 0x0008_a20f;
  private static final int UTF8 = 33;
  private static final int SCRAMBLE = 20;
  private static final String PASSWORD = "jumpserver";

  // First bytes of what is said during the login.
  private static final int SWITCH = 0xfe;
  private static final byte MORE = 1;
  private static final byte NOT_ENOUGH = 4;
  private static final byte WANTS_KEY = 2;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private int sequence;

  /**
   * Connects and logs in.
   *
   * @param timeoutMillis for the connect, and for each answer
   */
  Wire(String host, int port, int timeoutMillis) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeoutMillis);
      socket.connect(new InetSocketAddress(host, port), timeoutMillis);
      in = new DataInputStream(socket.getInputStream());
      logIn(read());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void logIn(byte[] greeting) throws IOException {
    int afterVersion = 1;
    while (greeting[afterVersion] != 0) {
      afterVersion++;
    }
    int first = afterVersion + 5;
    int second = first + 27;
    byte[] seed = Arrays.copyOf(Arrays.copyOfRange(greeting, first, first + 8), SCRAMBLE);
    System.arraycopy(greeting, second, seed, 8, SCRAMBLE - 8);
    ByteArrayOutputStream login = new ByteArrayOutputStream();
    number(login, CAPABILITIES, 4);
    number(login, 1 << 24, 4);
    login.write(UTF8);
    login.writeBytes(new byte[23]);
    text(login, "jumpserver");
    login.write(SCRAMBLE);
    login.writeBytes(Passwords.proof(Passwords.NATIVE, seed, PASSWORD));
    text(login, "jumpserver");
    text(login, Passwords.NATIVE);
    send(login.toByteArray());
    byte[] answer = read();
    if ((answer[0] & 0xff) == SWITCH) {
      // Another plugin, or this one with another seed.
      int end = 1;
      while (answer[end] != 0) {
        end++;
      }
      String plugin = new String(answer, 1, end - 1, StandardCharsets.US_ASCII);
      seed = Arrays.copyOfRange(answer, end + 1, end + 1 + SCRAMBLE);
      send(Passwords.proof(plugin, seed, PASSWORD));
      answer = read();
    }
    if (answer[0] == MORE) {
      goOn(answer, seed);
    }
  }

  /** What MySQL 8.0 says besides: that the proof was enough, or that it was not. */
  private void goOn(byte[] answer, byte[] seed) throws IOException {
    if (answer[1] == NOT_ENOUGH) {
      send(new byte[] {WANTS_KEY});
      byte[] key = read();
      send(
          Passwords.encrypted(
              seed, PASSWORD, new String(key, 1, key.length - 1, StandardCharsets.US_ASCII)));
    }
    read();
  }

  /** Runs a statement; the first column of the first row, or an empty text if it gives no rows. */
  String query(String sql) throws IOException {
    sequence = 0;
    byte[] text = sql.getBytes(StandardCharsets.UTF_8);
    byte[] command = new byte[text.length + 1];
    command[0] = 3;
    System.arraycopy(text, 0, command, 1, text.length);
    send(command);
    byte[] head = read();
    if (head[0] == 0) {
      return "";
    }
    readToEnd(); // The columns.
    String value = "";
    for (byte[] row = read(); !isEnd(row); row = read()) {
      value = value.isEmpty() ? first(row) : value;
    }
    return value;
  }

  private void readToEnd() throws IOException {
    byte[] packet = read();
    while (!isEnd(packet)) {
      packet = read();
    }
  }

  private static boolean isEnd(byte[] packet) {
    return (packet[0] & 0xff) == 0xfe && packet.length < 9;
  }

  private static String first(byte[] row) {
    int length = row[0] & 0xff;
    if (length > 250) {
      throw new IllegalStateException("only short values are read here");
    }
    return new String(row, 1, length, StandardCharsets.UTF_8);
  }

  private void send(byte[] payload) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    number(packet, payload.length, 3);
    packet.write(sequence++);
    packet.writeBytes(payload);
    socket.getOutputStream().write(packet.toByteArray());
  }

  /** The next packet; one that holds an error is thrown as such. */
  private byte[] read() throws IOException {
    int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
    sequence = in.readUnsignedByte() + 1;
    byte[] payload = new byte[length];
    in.readFully(payload);
    if (length == 0) {
      throw new EOFException("an empty packet");
    }
    if ((payload[0] & 0xff) == 0xff) {
      int code = (payload[1] & 0xff) | (payload[2] & 0xff) << 8;
      throw new IOException(
          "error " + code + ": " + new String(payload, 3, length - 3, StandardCharsets.UTF_8));
    }
    return payload;
  }

  private static void number(ByteArrayOutputStream to, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      to.write(value >>> (8 * i));
    }
  }

  private static void text(ByteArrayOutputStream to, String text) {
    to.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    to.write(0);
  }

  /** Takes leave as the protocol wants it, and hangs up. */
  @Override
  public void close() throws IOException {
    try {
      sequence = 0;
      send(new byte[] {1});
    } catch (IOException e) {
      // It has gone already.
    } finally {
      socket.close();
    }
  }

  /** The local port, by which the connection is known at the router. */
  int localPort() {
    return socket.getLocalPort();
  }
}

package io.viprouter.examples.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * As much of a MySQL client as the load needs: a login by mysql_native_password and text queries.
 * Blocks; confined to one thread. Source: MySQL protocol, "Connection Phase", "COM_QUERY".
 */
final class MySqlConnection implements AutoCloseable {

  private static final int HEADER = 4;

  /** LONG_PASSWORD, PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH. */
  private static final int CAPABILITIES = 0x1 | 0x200 | 0x8000 | 0x80000;

  private static final int MAX_PACKET = 1 << 24;
  private static final int OK = 0x00;
  private static final int SWITCH = 0xfe;
  private static final int ERROR = 0xff;
  private static final byte COM_QUIT = 1;
  private static final byte COM_QUERY = 3;
  private static final String PLUGIN = "mysql_native_password\0";

  /** Bytes before the first part of the challenge, counted from the end of the version. */
  private static final int BEFORE_CHALLENGE = 4;

  private static final int FIRST_PART = 8;
  private static final int BETWEEN = 1 + 2 + 1 + 2 + 2 + 1 + 10;
  private static final int SECOND_PART = 12;

  private final SocketChannel channel;
  private final PacketReader packets;

  private MySqlConnection(SocketChannel channel, ByteBuffer buffer) {
    this.channel = channel;
    packets = new PacketReader(channel, buffer);
  }

  /** Connects and logs in; the buffer is used until the connection is closed or taken over. */
  static MySqlConnection open(int port, String user, String password, ByteBuffer buffer)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      MySqlConnection connection = new MySqlConnection(channel, buffer.clear().limit(0));
      connection.logIn(user, password);
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The socket; only for whoever reads nothing through this object any more. */
  SocketChannel channel() {
    return channel;
  }

  private void logIn(String user, String password) throws IOException {
    byte[] challenge = challenge(checked(packets.next(), "greeting"));
    byte[] name = (user + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] proof = NativePassword.proof(password, challenge);
    ByteBuffer body = ByteBuffer.allocate(128 + name.length).order(ByteOrder.LITTLE_ENDIAN);
    body.putInt(CAPABILITIES).putInt(MAX_PACKET).put((byte) 33).put(new byte[23]).put(name);
    body.put((byte) proof.length).put(proof);
    body.put(PLUGIN.getBytes(StandardCharsets.US_ASCII)).flip();
    send(1, body);
    ByteBuffer answer = checked(packets.next(), "login");
    if ((answer.get(0) & 0xff) == SWITCH) {
      int end = 1 + PLUGIN.length();
      byte[] again = new byte[FIRST_PART + SECOND_PART];
      answer.get(end, again);
      send(3, ByteBuffer.wrap(NativePassword.proof(password, again)));
      answer = checked(packets.next(), "login");
    }
    if (answer.get(0) != OK) {
      throw new IOException("login: answered with " + (answer.get(0) & 0xff) + ", not OK");
    }
  }

  private static byte[] challenge(ByteBuffer greeting) {
    int at = 1;
    while (greeting.get(at) != 0) {
      at++;
    }
    at += 1 + BEFORE_CHALLENGE;
    byte[] challenge = new byte[FIRST_PART + SECOND_PART];
    greeting.get(at, challenge, 0, FIRST_PART);
    greeting.get(at + FIRST_PART + BETWEEN, challenge, FIRST_PART, SECOND_PART);
    return challenge;
  }

  /** Asks, and gives each row's one value; valid only during the call. */
  long query(String sql, RowCheck check) throws IOException {
    byte[] text = sql.getBytes(StandardCharsets.UTF_8);
    send(0, ByteBuffer.allocate(1 + text.length).put(COM_QUERY).put(text).flip());
    int columns = checked(packets.next(), sql).get(0);
    for (int i = 0; i <= columns; i++) {
      // The definitions, and what ends them.
      checked(packets.next(), sql);
    }
    long bytes = 0;
    ByteBuffer row = checked(packets.next(), sql);
    for (long number = 1; !isEnd(row); number++) {
      ByteBuffer value = TextValue.first(row);
      bytes += value.remaining();
      check.row(number, value);
      row = checked(packets.next(), sql);
    }
    return bytes;
  }

  private static boolean isEnd(ByteBuffer row) {
    return (row.get(0) & 0xff) == SWITCH && row.remaining() < 9;
  }

  private void send(int sequence, ByteBuffer body) throws IOException {
    int length = body.remaining();
    ByteBuffer packet = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInt(length | sequence << 24).put(body).flip();
    while (packet.hasRemaining()) {
      channel.write(packet);
    }
  }

  private static ByteBuffer checked(ByteBuffer packet, String during) throws IOException {
    if ((packet.get(0) & 0xff) == ERROR) {
      String text =
          StandardCharsets.UTF_8.decode(packet.slice(3, packet.remaining() - 3)).toString();
      throw new IOException(during + ": the server says: " + text);
    }
    return packet;
  }

  /** Takes leave as clients do. */
  @Override
  public void close() throws IOException {
    try {
      send(0, ByteBuffer.wrap(new byte[] {COM_QUIT}));
    } finally {
      channel.close();
    }
  }
}

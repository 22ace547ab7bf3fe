package io.viprouter.examples.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Logged in at the raw server; blocks. One thread may read while another writes. */
final class RawSocket implements AutoCloseable {

  private static final int LOGIN_BUFFER = 512;

  private final SocketChannel channel;

  private RawSocket(SocketChannel channel) {
    this.channel = channel;
  }

  static RawSocket open(int port) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LOGIN_BUFFER);
    return new RawSocket(MySqlConnection.open(port, Accounts.RAW_USER, "", buffer).channel());
  }

  /** The socket itself, for whoever does not want to wait. */
  SocketChannel channel() {
    return channel;
  }

  /** Sends all of it. */
  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads what is there, up to the limit; at least one byte. */
  void readSome(ByteBuffer into) throws IOException {
    if (channel.read(into) < 0) {
      throw new EOFException("the connection ended");
    }
  }

  /** Reads until the buffer is full. */
  void readFully(ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      readSome(into);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

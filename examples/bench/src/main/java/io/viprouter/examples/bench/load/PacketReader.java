package io.viprouter.examples.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** MySQL packets of a blocking socket, one by one. Confined to one thread. */
final class PacketReader {

  private static final int HEADER = 4;

  private final SocketChannel channel;
  private final ByteBuffer buffer;

  /** The buffer holds nothing yet, and any packet that is to come. */
  PacketReader(SocketChannel channel, ByteBuffer buffer) {
    this.channel = channel;
    this.buffer = buffer;
  }

  /** The next packet's payload; valid until the next call. */
  ByteBuffer next() throws IOException {
    await(HEADER);
    int at = buffer.position();
    int length =
        (buffer.get(at) & 0xff)
            | (buffer.get(at + 1) & 0xff) << 8
            | (buffer.get(at + 2) & 0xff) << 16;
    if (length == 0 || length > buffer.capacity() - HEADER) {
      throw new IOException("packet of " + length + " bytes; 1 to " + (buffer.capacity() - HEADER));
    }
    await(HEADER + length);
    ByteBuffer payload = buffer.slice(buffer.position() + HEADER, length);
    buffer.position(buffer.position() + HEADER + length);
    return payload;
  }

  private void await(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    buffer.compact();
    while (buffer.position() < bytes) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the connection ended after " + buffer.position() + " bytes");
      }
    }
    buffer.flip();
  }
}

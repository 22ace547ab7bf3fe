package io.viprouter.examples.bench.load;

import io.viprouter.examples.bench.peer.RawCommand;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends 64 bytes and waits for them to come back, each turn. */
final class PingPong implements Worker {

  /** Bytes of a message. */
  static final int SIZE = 64;

  private final RawSocket socket;
  private final ByteBuffer out = ByteBuffer.allocateDirect(SIZE);
  private final ByteBuffer in = ByteBuffer.allocateDirect(SIZE);
  private long number;

  PingPong(int port) throws IOException {
    socket = RawSocket.open(port);
    socket.write(RawCommand.ECHO.bytes());
  }

  @Override
  public long turn() throws IOException {
    number++;
    fill(out, number);
    socket.write(out);
    in.clear();
    socket.readFully(in);
    if (in.flip().mismatch(out.flip()) != -1) {
      throw new IOException("echo " + number + " is not what was sent");
    }
    return 2 * SIZE;
  }

  /** What is sent the so-manieth time, from the buffer's begin. */
  static void fill(ByteBuffer out, long number) {
    out.clear();
    for (int at = 0; at < SIZE; at += Long.BYTES) {
      out.putLong(at, number * SIZE + at);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

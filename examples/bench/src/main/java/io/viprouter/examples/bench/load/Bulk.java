package io.viprouter.examples.bench.load;

import io.viprouter.examples.bench.peer.Pattern;
import io.viprouter.examples.bench.peer.RawCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Moves bytes from or to the raw server, or both ways at once. */
final class Bulk {

  private Bulk() {}

  /** One connection; each of its workers does its part in one turn, at the same time. */
  static List<Worker> workers(int port, long down, long up) throws IOException {
    RawSocket socket = RawSocket.open(port);
    Worker reading = new Reading(socket, down, up);
    return up == 0 ? List.of(reading) : List.of(reading, new Writing(socket, down, up));
  }

  /**
   * Gives the command if nobody writes, reads what comes, and what the server thinks of what it
   * got.
   */
  private record Reading(RawSocket socket, long down, long up) implements Worker {

    @Override
    public long turn() throws IOException {
      if (up == 0) {
        socket.write(new RawCommand(down, 0).bytes());
      }
      ByteBuffer buffer = ByteBuffer.allocateDirect(Pattern.MAX_PIECE);
      long received = 0;
      while (received < down) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), down - received));
        socket.readSome(buffer);
        if (!Pattern.matches(received, buffer.flip())) {
          throw new IOException("bulk: wrong bytes after " + received);
        }
        received += buffer.limit();
      }
      socket.readFully(buffer.clear().limit(1));
      if (buffer.get(0) != RawCommand.RIGHT) {
        throw new IOException("bulk: the server got wrong bytes");
      }
      return down;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Gives the command and sends. */
  private record Writing(RawSocket socket, long down, long up) implements Worker {

    @Override
    public long turn() throws IOException {
      socket.write(new RawCommand(down, up).bytes());
      long sent = 0;
      while (sent < up) {
        int length = (int) Math.min(Pattern.MAX_PIECE, up - sent);
        socket.write(Pattern.piece(sent, length));
        sent += length;
      }
      return up;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}

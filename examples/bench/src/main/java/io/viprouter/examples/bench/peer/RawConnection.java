package io.viprouter.examples.bench.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client of the raw server. Confined to the server's thread.
 *
 * <pre>
 *   state     on                        to
 *   LOGIN     the login packet          COMMAND, or closed if it is refused
 *   COMMAND   a transfer                BULK
 *   COMMAND   echo                      ECHO
 *   BULK      all sent and all read     COMMAND
 * </pre>
 */
final class RawConnection {

  private enum State {
    LOGIN,
    COMMAND,
    BULK,
    ECHO
  }

  /** What is written in one turn, so that other connections get theirs. */
  private static final int PIECES_A_TURN = 4;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SelectionKey key;

  /** What came and is not complete yet; empty but for moments. */
  private ByteBuffer begun = NOTHING;

  /** What must go out and was not taken yet. */
  private ByteBuffer unsent;

  private State state = State.LOGIN;
  private RawCommand order = RawCommand.ECHO;
  private long sent;
  private long received;
  private boolean right = true;

  RawConnection(SocketChannel channel, SelectionKey key) throws IOException {
    this.channel = channel;
    this.key = key;
    unsent = Login.greetingBytes();
    write();
  }

  /** Does what can be done now; the buffer is free before and after. */
  void ready(ByteBuffer buffer) throws IOException {
    if (key.isWritable()) {
      write();
    }
    if (key.isValid() && key.isReadable()) {
      read(buffer);
    }
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear().put(begun);
    begun = NOTHING;
    if (channel.read(buffer) < 0) {
      channel.close();
      return;
    }
    buffer.flip();
    boolean more = true;
    while (more && buffer.hasRemaining() && channel.isOpen()) {
      more = consume(buffer);
    }
    if (buffer.hasRemaining() && channel.isOpen()) {
      begun = copy(buffer);
    }
  }

  /** Takes some of what came; false if more is needed first. */
  private boolean consume(ByteBuffer bytes) throws IOException {
    return switch (state) {
      case LOGIN -> login(bytes);
      case COMMAND -> command(bytes);
      case BULK -> bulk(bytes);
      case ECHO -> echo(bytes);
    };
  }

  private boolean login(ByteBuffer bytes) throws IOException {
    int length = Login.length(bytes);
    if (bytes.remaining() < length) {
      return false;
    }
    boolean accepted = Login.accepts(bytes);
    bytes.position(bytes.position() + length);
    state = State.COMMAND;
    send(Login.answer(accepted));
    if (!accepted) {
      channel.close();
    }
    return true;
  }

  private boolean command(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() < RawCommand.SIZE) {
      return false;
    }
    order = RawCommand.read(bytes);
    sent = 0;
    received = 0;
    right = true;
    state = order.equals(RawCommand.ECHO) ? State.ECHO : State.BULK;
    write();
    return true;
  }

  private boolean bulk(ByteBuffer bytes) throws IOException {
    int length = (int) Math.min(bytes.remaining(), order.up() - received);
    right &= Pattern.matches(received, bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    received += length;
    if (received == order.up()) {
      write();
      return state == State.COMMAND;
    }
    return true;
  }

  private boolean echo(ByteBuffer bytes) throws IOException {
    if (unsent.hasRemaining()) {
      return false;
    }
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      unsent = copy(bytes);
      bytes.position(bytes.limit());
      key.interestOps(SelectionKey.OP_WRITE);
    }
    return true;
  }

  private void send(ByteBuffer bytes) throws IOException {
    unsent = bytes;
    write();
  }

  /** Sends what is due, and asks for OP_WRITE while there is more. */
  private void write() throws IOException {
    channel.write(unsent);
    int pieces = 0;
    while (!unsent.hasRemaining() && state == State.BULK && pieces < PIECES_A_TURN) {
      if (sent < order.down()) {
        unsent = Pattern.piece(sent, (int) Math.min(Pattern.MAX_PIECE, order.down() - sent));
        sent += unsent.remaining();
        pieces++;
      } else if (received == order.up()) {
        unsent = ByteBuffer.wrap(new byte[] {right ? RawCommand.RIGHT : RawCommand.WRONG});
        state = State.COMMAND;
      } else {
        break;
      }
      channel.write(unsent);
    }
    // With all sent and all read there is still the verdict, if this turn had no piece left for it.
    boolean due = state == State.BULK && (sent < order.down() || received == order.up());
    boolean more = unsent.hasRemaining() || due;
    int reading = state == State.ECHO && more ? 0 : SelectionKey.OP_READ;
    int wanted = more ? reading | SelectionKey.OP_WRITE : reading;
    if (key.isValid() && key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing left to be done about it.
    }
  }
}

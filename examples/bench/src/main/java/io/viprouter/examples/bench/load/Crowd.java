package io.viprouter.examples.bench.load;

import io.viprouter.examples.bench.peer.RawCommand;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Very many busy connections on one thread, each with 64 bytes under way at any time: so what is
 * measured is the proxy between and not the switching among thousands of threads beside it.
 * Confined to the calling thread.
 */
final class Crowd implements AutoCloseable {

  private static final int SIZE = PingPong.SIZE;

  /** All talk for so long before the clock runs: what a proxy does once for each is done then. */
  private static final long SETTLE_MILLIS = 1500;

  private static final long SILENCE_MILLIS = 10_000;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3;

  private final Selector selector = Selector.open();
  private final List<RawSocket> sockets = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(SIZE);
  private final ByteBuffer out = ByteBuffer.allocateDirect(SIZE);
  private Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
  private @Nullable IOException failure;

  private static final class Talk {
    private long number;
    private int received;
    private long sentNanos;
  }

  /** Connects, and logs in. */
  Crowd(int port, int connections) throws IOException {
    try {
      for (int i = 0; i < connections; i++) {
        RawSocket socket = RawSocket.open(port);
        sockets.add(socket);
        socket.write(RawCommand.ECHO.bytes());
        SocketChannel channel = socket.channel();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Talk());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Sends, and sends again whatever comes back.
   *
   * @param begun told when the clock begins to run
   */
  Answer run(long millis, Runnable begun) throws IOException {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      send(key, (Talk) key.attachment(), System.nanoTime());
    }
    talk(SETTLE_MILLIS);
    latencies = new Histogram(LONGEST_NANOS, DIGITS);
    begun.run();
    long from = System.nanoTime();
    talk(millis);
    long nanos = System.nanoTime() - from;
    return Answer.done(latencies, latencies.getTotalCount() * 2 * SIZE, nanos);
  }

  private void talk(long millis) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() - end < 0) {
      if (selector.select(this::ready, SILENCE_MILLIS) == 0) {
        throw new IOException("no answer on any connection for " + SILENCE_MILLIS + " ms");
      }
      IOException broken = failure;
      if (broken != null) {
        throw broken;
      }
    }
  }

  private void ready(SelectionKey key) {
    try {
      Talk talk = (Talk) key.attachment();
      receive(key, talk);
      if (talk.received == SIZE) {
        long now = System.nanoTime();
        latencies.recordValue(Math.min(now - talk.sentNanos, LONGEST_NANOS));
        send(key, talk, now);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private void receive(SelectionKey key, Talk talk) throws IOException {
    in.clear().limit(SIZE - talk.received);
    int count = ((SocketChannel) key.channel()).read(in);
    if (count < 0) {
      throw new EOFException("the connection ended");
    }
    PingPong.fill(out, talk.number);
    if (in.flip().mismatch(out.slice(talk.received, count)) != -1) {
      throw new IOException("echo " + talk.number + " is not what was sent");
    }
    talk.received += count;
  }

  private void send(SelectionKey key, Talk talk, long nowNanos) throws IOException {
    talk.number++;
    talk.received = 0;
    talk.sentNanos = nowNanos;
    PingPong.fill(out, talk.number);
    if (((SocketChannel) key.channel()).write(out) < SIZE) {
      throw new IOException("an empty socket does not take " + SIZE + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (RawSocket socket : sockets) {
      socket.close();
    }
  }
}

package io.viprouter.core.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link Endpoint} over a socket. Confined to its event loop. It remembers what it waits for and
 * touches the selection key only when that changes.
 */
final class SocketEndpoint implements Endpoint, Handler {

  private static final Logger log = LoggerFactory.getLogger(SocketEndpoint.class);

  private final SocketChannel channel;
  private Handler handler;
  private @Nullable SelectionKey key;
  private int interest;

  SocketEndpoint(SocketChannel channel, Handler handler) {
    this.channel = channel;
    this.handler = handler;
  }

  /** Begins to watch the channel. */
  void register(EventLoop loop, int ops) throws IOException {
    interest = ops;
    key = loop.register(channel, ops, this);
  }

  /** Hands the endpoint to another owner. */
  void handler(Handler other) {
    handler = other;
  }

  SocketChannel channel() {
    return channel;
  }

  @Nullable SocketAddress localAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void ready(int ops, long nowNanos) throws IOException {
    handler.ready(ops, nowNanos);
  }

  @Override
  public void failed(Exception cause, long nowNanos) {
    handler.failed(cause, nowNanos);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return channel.write(from);
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void wantRead(boolean on) {
    interest(on ? interest | SelectionKey.OP_READ : interest & ~SelectionKey.OP_READ);
  }

  @Override
  public void wantWrite(boolean on) {
    interest(on ? interest | SelectionKey.OP_WRITE : interest & ~SelectionKey.OP_WRITE);
  }

  /** Waits for exactly this. */
  void interest(int wanted) {
    if (wanted != interest && key != null && key.isValid()) {
      interest = wanted;
      key.interestOps(wanted);
    }
  }

  @Override
  public void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException | UnsupportedOperationException e) {
      log.trace("no reset for {}", channel, e);
    }
    close();
  }

  /** Ends the connection, in order or with a reset. */
  void end(boolean hard) {
    if (hard) {
      reset();
    } else {
      close();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.trace("closing {}", channel, e);
    }
  }
}

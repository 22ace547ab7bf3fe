package io.viprouter.core.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
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
  private @Nullable EventLoop loop;
  private @Nullable SelectionKey key;
  private int interest;
  private boolean closed;

  SocketEndpoint(SocketChannel channel, Handler handler) {
    this.channel = channel;
    this.handler = handler;
  }

  /** Begins to watch the channel. */
  void register(EventLoop watching, int ops) throws IOException {
    interest = ops;
    loop = watching;
    key = watching.register(channel, ops, this);
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
    checkOpen();
    return channel.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    checkOpen();
    return channel.write(from);
  }

  @Override
  public void shutdownOutput() throws IOException {
    checkOpen();
    channel.shutdownOutput();
  }

  private void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
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

  /** Whether it was not closed. */
  boolean isOpen() {
    return !closed && channel.isOpen();
  }

  /**
   * Ends the connection. Nothing is heard or said here from now on; the system is told once the
   * selector has let go of the socket, for the JDK makes four calls where then one will do.
   */
  @Override
  public void close() {
    EventLoop watching = loop;
    if (closed) {
      return;
    }
    closed = true;
    if (watching == null || key == null || !key.isValid()) {
      closeChannel();
    } else {
      key.cancel();
      watching.onceLetGo(this::closeChannel);
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      log.trace("closing {}", channel, e);
    }
  }
}

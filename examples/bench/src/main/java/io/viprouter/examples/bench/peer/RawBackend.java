package io.viprouter.examples.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The raw server: echo, source and sink behind a MySQL login. One thread, one selector. Ends when
 * its standard input does.
 */
public final class RawBackend implements AutoCloseable {

  private static final int BACKLOG = 4096;

  private final Selector selector;
  private final ServerSocketChannel listening;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Pattern.MAX_PIECE);

  /**
   * Listens.
   *
   * @param port 0: any free one
   * @throws IOException if the port is taken
   */
  public RawBackend(int port) throws IOException {
    selector = Selector.open();
    listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * Serves.
   *
   * @param args the port
   * @throws IOException if the port is taken
   */
  public static void main(String[] args) throws IOException {
    LifeLine.watch();
    RawBackend server = new RawBackend(Integer.parseInt(args[0]));
    while (true) {
      server.turn();
    }
  }

  /**
   * Where it listens, at the loopback address.
   *
   * @return 1 to 65535
   */
  public int port() {
    return listening.socket().getLocalPort();
  }

  /**
   * Waits for something to do, and does it.
   *
   * @throws IOException if the selector fails
   */
  public void turn() throws IOException {
    selector.select(this::ready);
  }

  /** Lets go of the port; connections end with the process. A turn that goes on ends too. */
  @Override
  public void close() throws IOException {
    selector.close();
    listening.close();
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof RawConnection connection) {
      try {
        connection.ready(buffer);
      } catch (IOException | RuntimeException e) {
        // Its client sees the end, and fails with it.
        connection.close();
      }
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      SocketChannel channel = listening.accept();
      while (channel != null) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new RawConnection(channel, key));
        channel = listening.accept();
      }
    } catch (IOException e) {
      System.err.println("accept: " + e.getMessage());
    }
  }
}

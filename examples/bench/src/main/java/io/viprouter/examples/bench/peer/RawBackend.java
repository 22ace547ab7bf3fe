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
public final class RawBackend {

  private static final int BACKLOG = 4096;

  private final Selector selector;
  private final ServerSocketChannel listening;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Pattern.MAX_PIECE);

  private RawBackend(int port) throws IOException {
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

  private void turn() throws IOException {
    selector.select(this::ready);
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

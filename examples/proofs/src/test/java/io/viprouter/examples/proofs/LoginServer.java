package io.viprouter.examples.proofs;

import io.viprouter.testkit.Packets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A fake server for thousands of sessions: greets, lets everybody in after one packet, and from
 * then on is silent. One thread for all; closed by any.
 */
final class LoginServer implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final ByteBuffer readBuffer = ByteBuffer.allocate(4096);
  private int greeted;

  LoginServer() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    Thread thread = new Thread(this::run, "login-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its port of 127.0.0.1. */
  int port() {
    return listener.socket().getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private void run() {
    while (selector.isOpen()) {
      try {
        selector.select(this::serve);
      } catch (IOException | RuntimeException e) {
        // Only when it is closed while it serves; the loop sees that.
      }
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        greet();
      } else {
        answer(key);
      }
    } catch (IOException e) {
      key.cancel();
    }
  }

  private void greet() throws IOException {
    SocketChannel client = listener.accept();
    if (client != null) {
      client.configureBlocking(false);
      client.write(ByteBuffer.wrap(Packets.greeting("5.7.22-fake", ++greeted)));
      client.register(selector, SelectionKey.OP_READ);
    }
  }

  private void answer(SelectionKey key) throws IOException {
    SocketChannel client = (SocketChannel) key.channel();
    int read = client.read(readBuffer.clear());
    if (read < 0) {
      client.close();
    } else if (read > 4 && key.attachment() == null) {
      key.attach(client);
      int sequence = readBuffer.get(3) + 1;
      client.write(ByteBuffer.wrap(Packets.ok(sequence)));
    }
  }
}

package io.viprouter.core.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listening socket. Confined to the home loop of its route. When the system gives no more
 * sockets (out of file descriptors) it pauses, instead of asking again at once.
 */
final class Acceptor implements Handler {

  private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

  /** Most clients accepted a turn, so that sessions are served in between. */
  private static final int MAX_ACCEPTS = 16;

  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  /** Who takes the clients. */
  interface Owner {
    /** A client came; its socket is the owner's now. */
    void accepted(SocketChannel channel, Peer peer, long nowNanos);
  }

  private final EventLoop loop;
  private final ServerSocketChannel channel;
  private final Owner owner;
  private final String prefix;
  private final Deadline resume = new Deadline(this::resume);
  private @Nullable SelectionKey key;
  private boolean warned;

  Acceptor(EventLoop loop, ServerSocketChannel channel, Owner owner, String prefix) {
    this.loop = loop;
    this.channel = channel;
    this.owner = owner;
    this.prefix = prefix;
  }

  void start() throws IOException {
    key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
  }

  @Override
  public void ready(int ops, long nowNanos) throws IOException {
    // A place given back before this client knocked must count for it.
    loop.runPosted();
    for (int i = 0; i < MAX_ACCEPTS && channel.isOpen(); i++) {
      SocketChannel client = channel.accept();
      if (client == null) {
        return;
      }
      warned = false;
      Peer peer;
      try {
        peer = Peer.of(client);
      } catch (IOException e) {
        client.close();
        continue;
      }
      owner.accepted(client, peer, nowNanos);
    }
  }

  @Override
  public void failed(Exception cause, long nowNanos) {
    if (!channel.isOpen() || key == null || !key.isValid()) {
      return;
    }
    if (!warned) {
      log.warn("{} cannot accept, waiting for resources: {}", prefix, Sockets.words(cause));
      warned = true;
    }
    key.interestOps(0);
    loop.deadlines().set(resume, nowNanos + PAUSE_NANOS);
  }

  private void resume(long nowNanos) {
    if (key != null && key.isValid()) {
      key.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  void close() {
    loop.deadlines().cancel(resume);
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("{} closing a listening socket", prefix, e);
    }
  }
}

package io.viprouter.core.net;

import io.viprouter.core.proxy.ProxyHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A connection from a trusted proxy whose header is awaited. Confined to the home loop of its
 * route. It reads not a byte more than the header, so that the session finds all the rest.
 *
 * <pre>
 *   stage    on                            to
 *   WAITING  a whole header                OVER: the owner admits the client
 *   WAITING  a broken header, or too late  OVER: the owner turns the connection away
 *   WAITING  the end, a failure, close     OVER: closed without a word
 * </pre>
 */
final class Arrival implements Handler {

  /** Room for version 1 and for version 2 with IPv6 and a few TLVs; grows when more is said. */
  private static final int FIRST_ROOM = 128;

  /** Whom it tells, once. */
  interface Owner {
    /** The header is there: who the client is. The socket is the owner's. */
    void arrived(Arrival arrival, SocketChannel channel, Peer peer, long nowNanos);

    /** There will be no header. The socket is the owner's. */
    void astray(Arrival arrival, SocketChannel channel, Peer peer, String why);

    /** It is over, and the socket closed. */
    void gone(Arrival arrival);
  }

  private final EventLoop loop;
  private final SocketChannel channel;
  private final Peer peer;
  private final Owner owner;
  private final Deadline deadline = new Deadline(this::late);
  private ByteBuffer header = ByteBuffer.allocate(FIRST_ROOM);
  private @Nullable SelectionKey key;
  private boolean over;

  Arrival(EventLoop loop, SocketChannel channel, Peer peer, Owner owner) {
    this.loop = loop;
    this.channel = channel;
    this.peer = peer;
    this.owner = owner;
  }

  void start(long deadlineNanos) {
    loop.deadlines().set(deadline, deadlineNanos);
    try {
      channel.configureBlocking(false);
      key = loop.register(channel, SelectionKey.OP_READ, this);
    } catch (IOException e) {
      close();
    }
  }

  @Override
  public void ready(int ops, long nowNanos) throws IOException {
    while (!over) {
      ByteBuffer seen = header.duplicate().flip();
      ProxyHeader read = ProxyHeader.of(seen);
      if (read instanceof ProxyHeader.Incomplete incomplete) {
        if (!readMore(incomplete.missing())) {
          return;
        }
      } else if (read instanceof ProxyHeader.Broken broken) {
        finish();
        owner.astray(this, channel, peer, broken.why());
      } else {
        finish();
        owner.arrived(this, channel, known(read), nowNanos);
        letGo();
      }
    }
  }

  private Peer known(ProxyHeader read) {
    return read instanceof ProxyHeader.Proxied proxied
        ? new Peer(proxied.source(), peer.local())
        : peer;
  }

  /** Reads at most so many bytes; whether any came. */
  private boolean readMore(int most) throws IOException {
    if (header.remaining() < most) {
      header = ByteBuffer.allocate(header.position() + most).put(header.flip());
    }
    int end = header.limit();
    header.limit(header.position() + most);
    int read = channel.read(header);
    header.limit(end);
    if (read < 0) {
      close();
    }
    return read > 0;
  }

  /** The socket is watched by its session's loop now; that may be this one. */
  private void letGo() {
    if (key != null && key.isValid() && key.attachment() == this) {
      key.cancel();
    }
  }

  @Override
  public void failed(Exception cause, long nowNanos) {
    close();
  }

  private void late(long nowNanos) {
    finish();
    owner.astray(this, channel, peer, "no PROXY protocol header in time");
  }

  private void finish() {
    over = true;
    loop.deadlines().cancel(deadline);
  }

  /** Ends it without a word. */
  void close() {
    if (!over) {
      finish();
      new SocketEndpoint(channel, this).close();
      owner.gone(this);
    }
  }
}

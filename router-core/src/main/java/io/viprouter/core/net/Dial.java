package io.viprouter.core.net;

import io.viprouter.core.Destination;
import io.viprouter.core.KeepAlive;
import io.viprouter.core.mysql.FirstPacket;
import io.viprouter.core.policy.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one destination, over all its addresses, up to the server's first packet. Confined
 * to its event loop.
 *
 * <pre>
 *   stage       on                      to
 *   RESOLVING   addresses               CONNECTING
 *   RESOLVING   none, or late           OVER: failed
 *   CONNECTING  connected               LISTENING
 *   CONNECTING  refused, or late        CONNECTING with the next address, or OVER: failed
 *   LISTENING   a greeting              OVER: greeted
 *   LISTENING   an error packet         OVER: refused
 *   LISTENING   end, nonsense           CONNECTING with the next address, or OVER: failed
 *   LISTENING   silence                 OVER: failed; the connection is left lingering, so that a
 *                                       server that wakes up finds somebody who says goodbye
 *   any         cancel                  OVER
 * </pre>
 */
final class Dial implements Handler {

  /** Whom the dial tells; exactly one call, once. */
  interface Owner {
    /**
     * The server greeted.
     *
     * @param server the connection; its handler is to be replaced
     * @param hello the whole first packet and what came with it; valid during the call
     */
    void greeted(
        SocketEndpoint server, ByteBuffer hello, FirstPacket.Greeting greeting, long nowNanos);

    /** The connection stands. True if that is all the owner wanted to know: the dial is over. */
    default boolean connected(SocketEndpoint server) {
      return false;
    }

    /** What the server is to be sent before it speaks. */
    Optional<ByteBuffer> announcement();

    /** It did not work. */
    void dialFailed(Outcome outcome, long nowNanos);

    /** Where a silent server is left to; false: close it. */
    boolean leaveLingering(SocketEndpoint server);
  }

  private enum Stage {
    RESOLVING,
    CONNECTING,
    LISTENING,
    OVER
  }

  private final EventLoop loop;
  private final Destination destination;
  private final long timeoutNanos;
  private final KeepAlive keepAlive;
  private final Owner owner;
  private final Deadline deadline = new Deadline(this::late);
  private final Queue<InetAddress> addresses = new ArrayDeque<>();
  private Stage stage = Stage.RESOLVING;
  private @Nullable SocketEndpoint server;
  private @Nullable ByteBuffer partial;

  Dial(
      EventLoop loop,
      Destination destination,
      long timeoutNanos,
      KeepAlive keepAlive,
      Owner owner) {
    this.loop = loop;
    this.destination = destination;
    this.timeoutNanos = timeoutNanos;
    this.keepAlive = keepAlive;
    this.owner = owner;
  }

  void start(Resolver resolver, long nowNanos) {
    InetAddress literal = Resolver.literal(destination.host());
    if (literal != null) {
      addresses.add(literal);
      connect(nowNanos);
      return;
    }
    loop.deadlines().set(deadline, nowNanos + timeoutNanos);
    resolver.resolve(destination.host(), loop, this::resolved);
  }

  /** Ends it without telling anybody. */
  void cancel() {
    if (stage != Stage.OVER) {
      over();
      closeServer();
    }
  }

  private void resolved(List<InetAddress> found, @Nullable Throwable failure) {
    if (stage != Stage.RESOLVING) {
      return;
    }
    long nowNanos = loop.now();
    if (failure instanceof OutOfMemoryError) {
      ownFault(new IOException("no thread to resolve a name: " + Sockets.words(failure)), nowNanos);
      return;
    }
    if (found.isEmpty()) {
      fail("name '" + destination.host() + "' cannot be resolved", false, nowNanos);
      return;
    }
    addresses.addAll(found);
    connect(nowNanos);
  }

  private void connect(long nowNanos) {
    InetAddress address = addresses.remove();
    stage = Stage.CONNECTING;
    loop.deadlines().set(deadline, nowNanos + timeoutNanos);
    SocketChannel channel;
    try {
      channel = Sockets.open(address);
    } catch (IOException e) {
      ownFault(e, nowNanos);
      return;
    }
    SocketEndpoint endpoint = new SocketEndpoint(channel, this);
    server = endpoint;
    try {
      channel.configureBlocking(false);
      Sockets.noDelay(channel);
      if (channel.connect(new InetSocketAddress(address, destination.port()))
          // On this host it takes no time: the system says so to whoever asks.
          || (address.isLoopbackAddress() && channel.finishConnect())) {
        endpoint.register(loop, SelectionKey.OP_READ);
        connected(endpoint);
      } else {
        endpoint.register(loop, SelectionKey.OP_CONNECT);
      }
    } catch (IOException e) {
      broke(e, nowNanos);
    }
  }

  @Override
  public void ready(int ops, long nowNanos) throws IOException {
    SocketEndpoint endpoint = server;
    if (endpoint == null) {
      return;
    }
    if (stage == Stage.CONNECTING && endpoint.channel().finishConnect()) {
      endpoint.interest(SelectionKey.OP_READ);
      connected(endpoint);
    } else if (stage == Stage.LISTENING) {
      listen(endpoint, nowNanos);
    }
  }

  private void connected(SocketEndpoint endpoint) throws IOException {
    stage = Stage.LISTENING;
    Sockets.acknowledgeWithAnswers(endpoint.channel());
    Optional<ByteBuffer> first = owner.announcement();
    if (first.isPresent()) {
      // The socket's buffer is empty: it fits.
      endpoint.write(first.get());
    }
    if (owner.connected(endpoint)) {
      server = null;
      over();
    }
  }

  private void listen(SocketEndpoint endpoint, long nowNanos) throws IOException {
    ByteBuffer bytes = partial == null ? loop.buffers().readBuffer() : partial;
    int read = endpoint.read(bytes);
    if (read < 0) {
      broke(new IOException("connection closed before the greeting"), nowNanos);
      return;
    }
    ByteBuffer seen = bytes.duplicate().order(bytes.order()).flip();
    FirstPacket packet = FirstPacket.of(seen);
    if (packet instanceof FirstPacket.Incomplete) {
      keep(seen);
    } else if (packet instanceof FirstPacket.Greeting greeting) {
      server = null;
      ByteBuffer lent = partial;
      partial = null;
      over();
      owner.greeted(endpoint, seen, greeting, nowNanos);
      if (lent != null) {
        loop.buffers().giveBack(lent);
      }
    } else if (packet instanceof FirstPacket.Refusal refusal) {
      over();
      closeServer();
      owner.dialFailed(
          new Outcome.ServerRefused(destination, refusal.code(), refusal.message()), nowNanos);
    } else if (packet instanceof FirstPacket.Nonsense nonsense) {
      broke(new IOException(nonsense.why()), nowNanos);
    }
  }

  private void keep(ByteBuffer seen) {
    if (partial == null && seen.hasRemaining()) {
      partial = loop.buffers().lend().put(seen);
    }
  }

  @Override
  public void failed(Exception cause, long nowNanos) {
    broke(cause, nowNanos);
  }

  private void broke(Exception cause, long nowNanos) {
    if (stage == Stage.OVER) {
      return;
    }
    closeServer();
    if (Sockets.ownFault(cause)) {
      ownFault(cause, nowNanos);
    } else if (!addresses.isEmpty()) {
      connect(nowNanos);
    } else {
      fail(Sockets.words(cause), false, nowNanos);
    }
  }

  private void late(long nowNanos) {
    long millis = timeoutNanos / 1_000_000;
    switch (stage) {
      case RESOLVING ->
          fail(
              "name '" + destination.host() + "' not resolved in " + millis + " ms",
              true,
              nowNanos);
      case CONNECTING -> {
        closeServer();
        if (!addresses.isEmpty()) {
          connect(nowNanos);
        } else {
          fail("no connection in " + millis + " ms", true, nowNanos);
        }
      }
      case LISTENING -> {
        leave();
        fail("connected, but no greeting in " + millis + " ms", true, nowNanos);
      }
      case OVER -> {}
    }
  }

  /** The silent server may wake up later; closing now would count against this host there. */
  private void leave() {
    SocketEndpoint endpoint = server;
    if (endpoint != null
        && partial == null
        && noticesItsEnd(endpoint)
        && owner.leaveLingering(endpoint)) {
      server = null;
    }
  }

  /** No deadline will end it. */
  private boolean noticesItsEnd(SocketEndpoint endpoint) {
    try {
      Sockets.keepAlive(endpoint.channel(), keepAlive);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void fail(String cause, boolean silent, long nowNanos) {
    over();
    closeServer();
    owner.dialFailed(new Outcome.DialFailed(destination, cause, silent), nowNanos);
  }

  private void ownFault(Exception cause, long nowNanos) {
    over();
    closeServer();
    owner.dialFailed(new Outcome.RouterAtFault(destination, Sockets.words(cause)), nowNanos);
  }

  private void over() {
    stage = Stage.OVER;
    loop.deadlines().cancel(deadline);
  }

  private void closeServer() {
    if (server != null) {
      server.close();
      server = null;
    }
    if (partial != null) {
      loop.buffers().giveBack(partial);
      partial = null;
    }
  }
}

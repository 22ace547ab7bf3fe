package io.viprouter.core.net;

import io.viprouter.core.mysql.FailingLogin;
import io.viprouter.core.mysql.FirstPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Carries the server's side of an unfinished handshake to its end, so that the server does not
 * count it against this host. Confined to its event loop.
 *
 * <pre>
 *   stage      on                              to
 *   WAITING    a greeting (the server woke)    LOGGING_IN
 *   WAITING    anything else                   OVER
 *   LOGGING_IN the server's last word          OVER
 *   LOGGING_IN end, failure, or late           OVER
 * </pre>
 *
 * <p>While WAITING no time is limited: keep-alive ends it when the server's host is gone, and the
 * lane bounds how many there are.
 */
final class Farewell implements Handler {

  /** How long a server may take to refuse a login. */
  private static final long LOGIN_NANOS = 5_000_000_000L;

  /** Whom it tells. */
  interface Owner {
    /** A server that had been silent greeted. */
    void wokeUp(long nowNanos);

    /** It is over; the connection is closed. */
    void over(Farewell farewell);
  }

  private final EventLoop loop;
  private final SocketEndpoint server;
  private final Owner owner;
  private final Deadline deadline = new Deadline(this::late);
  private @Nullable FailingLogin login;
  private boolean over;

  Farewell(EventLoop loop, SocketEndpoint server, @Nullable FailingLogin login, Owner owner) {
    this.loop = loop;
    this.server = server;
    this.login = login;
    this.owner = owner;
  }

  /** Takes the endpoint over and goes on from where the handshake stands. */
  void start(long nowNanos) {
    server.handler(this);
    server.interest(SelectionKey.OP_READ);
    FailingLogin playing = login;
    if (playing == null) {
      return;
    }
    loop.deadlines().set(deadline, nowNanos + LOGIN_NANOS);
    try {
      speak(playing);
    } catch (IOException e) {
      finish();
    }
  }

  /** Ends it now. */
  void cancel() {
    finish();
  }

  @Override
  public void ready(int ops, long nowNanos) throws IOException {
    if (over) {
      return;
    }
    if ((ops & SelectionKey.OP_WRITE) != 0 && login != null) {
      speak(login);
    }
    if ((ops & SelectionKey.OP_READ) != 0 && !over) {
      listen(nowNanos);
    }
  }

  private void listen(long nowNanos) throws IOException {
    ByteBuffer bytes = loop.buffers().readBuffer();
    if (server.read(bytes) < 0) {
      finish();
      return;
    }
    bytes.flip();
    FailingLogin playing = login;
    if (playing != null) {
      playing.server(bytes);
      speak(playing);
    } else if (FirstPacket.of(bytes) instanceof FirstPacket.Greeting) {
      login = FailingLogin.afterGreeting(0);
      loop.deadlines().set(deadline, nowNanos + LOGIN_NANOS);
      owner.wokeUp(nowNanos);
      speak(login);
    } else {
      finish();
    }
  }

  private void speak(FailingLogin playing) throws IOException {
    ByteBuffer pending = playing.pending();
    if (pending.hasRemaining()) {
      server.write(pending);
    }
    server.wantWrite(pending.hasRemaining());
    if (playing.over() && !pending.hasRemaining()) {
      finish();
    }
  }

  @Override
  public void failed(Exception cause, long nowNanos) {
    finish();
  }

  private void late(long nowNanos) {
    finish();
  }

  private void finish() {
    if (!over) {
      over = true;
      loop.deadlines().cancel(deadline);
      server.close();
      owner.over(this);
    }
  }
}

package io.viprouter.core.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** Tells a session which of its two sockets has something. Confined to the session's event loop. */
final class SessionSide implements Handler {

  private final Session session;
  private final boolean client;

  SessionSide(Session session, boolean client) {
    this.session = session;
    this.client = client;
  }

  @Override
  public void ready(int ops, long nowNanos) throws IOException {
    if ((ops & SelectionKey.OP_WRITE) != 0) {
      session.writable(client, nowNanos);
    }
    if ((ops & SelectionKey.OP_READ) != 0) {
      session.readable(client, nowNanos);
    }
  }

  @Override
  public void failed(Exception cause, long nowNanos) {
    session.failed(client, cause, nowNanos);
  }
}

package io.viprouter.core.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Tells a session which of its two sockets has something; once it relays, the pumps themselves,
 * because every byte comes this way. Confined to the session's event loop.
 */
final class SessionSide implements Handler {

  private final Session session;
  private final boolean client;
  private @Nullable Pump outOfHere;
  private @Nullable Pump intoHere;

  SessionSide(Session session, boolean client) {
    this.session = session;
    this.client = client;
  }

  /** From now on bytes go by these. */
  void relays(Pump fromHere, Pump toHere) {
    outOfHere = fromHere;
    intoHere = toHere;
  }

  @Override
  public void ready(int ops, long nowNanos) throws IOException {
    if ((ops & SelectionKey.OP_WRITE) != 0) {
      if (intoHere != null) {
        intoHere.flush(nowNanos);
      } else {
        session.writable(client, nowNanos);
      }
    }
    if ((ops & SelectionKey.OP_READ) != 0) {
      if (outOfHere != null) {
        outOfHere.move(nowNanos);
      } else {
        session.readable(client, nowNanos);
      }
    }
  }

  @Override
  public void failed(Exception cause, long nowNanos) {
    session.failed(client, cause, nowNanos);
  }
}

package io.viprouter.core.net;

import java.io.IOException;

/** What a selection key belongs to. Called on its event loop only. */
interface Handler {

  /**
   * The channel is ready.
   *
   * @param ops for what, as in {@link java.nio.channels.SelectionKey}
   * @param nowNanos the turn's time
   * @throws IOException if the channel failed; {@link #failed} follows
   */
  void ready(int ops, long nowNanos) throws IOException;

  /**
   * {@link #ready} threw.
   *
   * @param cause what
   * @param nowNanos the turn's time
   */
  void failed(Exception cause, long nowNanos);
}

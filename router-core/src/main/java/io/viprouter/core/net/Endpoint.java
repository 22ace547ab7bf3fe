package io.viprouter.core.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a connection, as the relay sees it. Called on its event loop only; never blocks.
 *
 * <p>A read or a write may move fewer bytes than asked for, or none.
 */
interface Endpoint {

  /** Reads; -1 at the end of the stream. */
  int read(ByteBuffer into) throws IOException;

  /** Writes what the peer takes. */
  int write(ByteBuffer from) throws IOException;

  /** Says that no more bytes will come. */
  void shutdownOutput() throws IOException;

  /** Wants to be told when there is something to read, or no longer. */
  void wantRead(boolean on);

  /** Wants to be told when bytes can be written, or no longer. */
  void wantWrite(boolean on);

  /** Breaks the connection: the peer gets a reset. */
  void reset();

  /** Ends the connection in order. */
  void close();
}

package io.viprouter.core.mysql;

import java.nio.ByteBuffer;

/**
 * The packet with which a client says that it will not ask again (COM_QUIT; MySQL internals,
 * "Command Phase"). The server answers by closing the connection. Stateless.
 */
public final class Quit {

  /** Length 1 in three bytes, sequence number 0. */
  private static final int HEADER = 0x01_00_00_00;

  private static final byte COMMAND = 1;

  /** Bytes of it. */
  private static final int SIZE = Integer.BYTES + 1;

  private Quit() {}

  /**
   * Whether bytes of a client end like that. Of bytes that are part of a longer packet it may be an
   * accident.
   *
   * @param bytes what a client sent, in network order; not consumed
   * @return true if so
   */
  public static boolean ends(ByteBuffer bytes) {
    int end = bytes.limit();
    return bytes.remaining() >= SIZE
        && bytes.get(end - 1) == COMMAND
        && bytes.getInt(end - SIZE) == HEADER;
  }
}

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
   * Whether bytes are this packet and nothing else.
   *
   * @param bytes what a client sent, in network order; not consumed
   * @return true if so; of bytes that are the last part of a longer packet it may be an accident
   */
  public static boolean is(ByteBuffer bytes) {
    return bytes.remaining() == SIZE
        && bytes.getInt(bytes.position()) == HEADER
        && bytes.get(bytes.limit() - 1) == COMMAND;
  }
}

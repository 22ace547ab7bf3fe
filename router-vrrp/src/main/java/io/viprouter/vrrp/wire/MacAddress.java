package io.viprouter.vrrp.wire;

import java.nio.ByteBuffer;

/**
 * An Ethernet address. Immutable.
 *
 * @param bits the six bytes as a number
 */
public record MacAddress(long bits) {

  /** Everybody. */
  public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

  /** Where IPv6 packets for all nodes go. */
  public static final MacAddress ALL_NODES_V6 = new MacAddress(0x3333_0000_0001L);

  /** Six bytes. */
  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("mac: more than 48 bits: " + Long.toHexString(bits));
    }
  }

  /**
   * Reads six bytes and moves the buffer on.
   *
   * @param from holds at least six bytes
   * @return the address
   */
  public static MacAddress read(ByteBuffer from) {
    return new MacAddress((from.getShort() & 0xffffL) << 32 | (from.getInt() & 0xffff_ffffL));
  }

  ByteBuffer write(ByteBuffer to) {
    return to.putShort((short) (bits >>> 32)).putInt((int) bits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(17);
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append(text.length() == 0 ? "" : ":");
      text.append(String.format("%02x", bits >>> shift & 0xff));
    }
    return text.toString();
  }
}

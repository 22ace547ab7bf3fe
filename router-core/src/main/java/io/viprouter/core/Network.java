package io.viprouter.core;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A network: an address and how many of its bits count (RFC 4632, RFC 4291 section 2.3). Immutable.
 * An IPv4 address mapped to IPv6 (RFC 4291 section 2.5.5.2) is the IPv4 address itself.
 *
 * @param address its first address: all bits after the prefix are zero
 * @param prefixLength bits that count: 0 to 32 of IPv4, 0 to 128 of IPv6
 */
public record Network(InetAddress address, int prefixLength) {

  private static final int MAPPED_BITS = 96;

  /**
   * Checks the rules.
   *
   * @throws IllegalArgumentException if the prefix is too long for the address, or the address has
   *     a bit set after it; the message tells the network that was meant
   */
  public Network {
    int bits = address.getAddress().length * Byte.SIZE;
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException(
          "network '" + text(address, prefixLength) + "': the prefix is 0 to " + bits + " bits");
    }
    InetAddress first = masked(address, prefixLength);
    if (!first.equals(address)) {
      throw new IllegalArgumentException(
          "network '"
              + text(address, prefixLength)
              + "' has bits set after its prefix; did you mean '"
              + text(first, prefixLength)
              + "'?");
    }
  }

  /**
   * Reads {@code 10.1.0.0/16}, {@code fd00:1::/64}, or an address alone, which is a network of its
   * own.
   *
   * @param text an address literal and, after a slash, the number of bits that count
   * @return the network
   * @throws IllegalArgumentException that names the text and the rule it breaks
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (literal.indexOf('%') >= 0 || !InetAddresses.isInetAddress(literal)) {
      throw new IllegalArgumentException(
          "network '" + text + "': address/bits, as 10.1.0.0/16 or fd00:1::/64, or an address");
    }
    InetAddress address = InetAddresses.forString(literal);
    int bits = address.getAddress().length * Byte.SIZE;
    if (slash < 0) {
      return new Network(address, bits);
    }
    String prefix = text.substring(slash + 1);
    if (!prefix.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException(
          "network '" + text + "': the prefix after '/' is a number, 0 to " + bits);
    }
    int length = Integer.parseInt(prefix);
    if (literal.indexOf(':') < 0 || !(address instanceof Inet4Address)) {
      return new Network(address, length);
    }
    // ::ffff:10.0.0.0/104 is 10.0.0.0/8: the first 96 bits are those of the mapping.
    if (length < MAPPED_BITS) {
      throw new IllegalArgumentException(
          "network '" + text + "': the prefix of a mapped IPv4 address is 96 to 128 bits");
    }
    return new Network(address, length - MAPPED_BITS);
  }

  /**
   * Whether an address belongs to it.
   *
   * @param other the address; never of the other family
   * @return true if the bits that count are the same
   */
  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefixLength / Byte.SIZE;
    if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int rest = prefixLength % Byte.SIZE;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }

  /** As one writes it: {@code 10.1.0.0/16}. */
  @Override
  public String toString() {
    return text(address, prefixLength);
  }

  private static InetAddress masked(InetAddress address, int prefixLength) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int keep = Math.min(Math.max(prefixLength - i * Byte.SIZE, 0), Byte.SIZE);
      bytes[i] &= (byte) (0xff << (Byte.SIZE - keep));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  private static String text(InetAddress address, int prefixLength) {
    return InetAddresses.toAddrString(address) + "/" + prefixLength;
  }
}

package io.viprouter.vrrp.wire;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One received message with what its IP header said. Confined to its driver thread; filled anew for
 * every message, so that receiving allocates nothing.
 *
 * <p>Invariant: bytes are hop count, source, destination, message, without gaps; two datagrams that
 * mean the same have the same bytes.
 */
public final class Datagram {

  /** Longer messages than this are cut; no valid advertisement comes near it. */
  public static final int MAX_LENGTH = 4096;

  private final byte[] bytes = new byte[MAX_LENGTH];
  private int addressLength = 4;
  private int length;

  /**
   * Takes over a received IPv4 packet.
   *
   * @param packet begins with the IP header
   * @param packetLength how many bytes of it are valid
   * @return false if this is no IPv4 packet
   */
  public boolean setV4(byte[] packet, int packetLength) {
    if (packetLength < Ipv4Header.LENGTH || packet[0] >>> 4 != 4) {
      return false;
    }
    int headerLength = (packet[0] & 0xf) * 4;
    if (headerLength < Ipv4Header.LENGTH || headerLength > packetLength) {
      return false;
    }
    set(packet[8] & 0xff, 4);
    System.arraycopy(packet, 12, bytes, 1, 8);
    return message(packet, headerLength, packetLength - headerLength);
  }

  /**
   * Begins a message whose header the kernel has taken apart.
   *
   * @param hops the hop count
   * @param width 4 or 16
   */
  public void set(int hops, int width) {
    bytes[0] = (byte) hops;
    addressLength = width;
    length = messageAt();
  }

  /**
   * Where to put the source; the destination follows.
   *
   * @return the array behind this datagram
   */
  public byte[] array() {
    return bytes;
  }

  /**
   * Index of the source address in {@link #array()}.
   *
   * @return the index
   */
  public int sourceAt() {
    return 1;
  }

  /**
   * Index of the destination address in {@link #array()}.
   *
   * @return the index
   */
  public int destinationAt() {
    return 1 + addressLength;
  }

  /**
   * Copies the message in.
   *
   * @param from source array
   * @param offset where it begins
   * @param count its length; cut at {@link #MAX_LENGTH}
   * @return true
   */
  public boolean message(byte[] from, int offset, int count) {
    int fits = Math.min(count, MAX_LENGTH - messageAt());
    System.arraycopy(from, offset, bytes, messageAt(), fits);
    length = messageAt() + fits;
    return true;
  }

  int hops() {
    return bytes[0] & 0xff;
  }

  /**
   * Who sent it.
   *
   * @return the source address
   */
  public InetAddress source() {
    return path().source();
  }

  Path path() {
    return new Path(
        IpBytes.address(Arrays.copyOfRange(bytes, sourceAt(), sourceAt() + addressLength)),
        IpBytes.address(Arrays.copyOfRange(bytes, destinationAt(), messageAt())));
  }

  ByteBuffer message() {
    return ByteBuffer.wrap(bytes, messageAt(), length - messageAt()).slice();
  }

  /**
   * What makes two datagrams the same.
   *
   * @return all bytes
   */
  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  /**
   * Whether this means the same as an earlier one.
   *
   * @param other of {@link #copy()}
   * @return true if it does
   */
  public boolean sameAs(byte[] other) {
    return Arrays.equals(bytes, 0, length, other, 0, other.length);
  }

  private int messageAt() {
    return 1 + 2 * addressLength;
  }
}

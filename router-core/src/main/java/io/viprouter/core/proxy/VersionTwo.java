package io.viprouter.core.proxy;

import io.viprouter.core.proxy.ProxyHeader.Broken;
import io.viprouter.core.proxy.ProxyHeader.Incomplete;
import io.viprouter.core.proxy.ProxyHeader.Local;
import io.viprouter.core.proxy.ProxyHeader.Proxied;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** The header as bytes (section 2.2). The TLVs after the addresses are skipped. Any thread. */
final class VersionTwo {

  /** The twelve bytes it begins with. */
  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

  static final char FIRST = '\r';

  /** Signature, command, family, length. */
  private static final int FIXED = 16;

  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;

  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;

  private VersionTwo() {}

  static ProxyHeader read(ByteBuffer bytes) {
    int start = bytes.position();
    for (int i = 0; i < Math.min(bytes.remaining(), SIGNATURE.length()); i++) {
      if (bytes.get(start + i) != SIGNATURE.charAt(i)) {
        return new Broken("no PROXY protocol header");
      }
    }
    if (bytes.remaining() < FIXED) {
      return new Incomplete(FIXED - bytes.remaining());
    }
    int command = bytes.get(start + 12) & 0xff;
    int family = bytes.get(start + 13) & 0xff;
    int length = (bytes.get(start + 14) & 0xff) << 8 | (bytes.get(start + 15) & 0xff);
    if (command != LOCAL && command != PROXY) {
      return new Broken("PROXY protocol has version and command " + command + ", not 32 or 33");
    }
    if (!known(family)) {
      return new Broken("PROXY protocol has address family " + family);
    }
    if (FIXED + length > ProxyHeader.MAX_LENGTH) {
      return new Broken("PROXY protocol header of " + (FIXED + length) + " bytes");
    }
    if (bytes.remaining() < FIXED + length) {
      return new Incomplete(FIXED + length - bytes.remaining());
    }
    int size = family == TCP4 ? 4 : 16;
    if (command == LOCAL || (family != TCP4 && family != TCP6)) {
      return new Local();
    }
    return length < 2 * (size + 2)
        ? new Broken("PROXY protocol addresses have only " + length + " bytes")
        : addresses(bytes.slice(start + FIXED, length), size);
  }

  /** UNSPEC with UNSPEC, or IPv4, IPv6 or UNIX with STREAM or DGRAM. */
  private static boolean known(int family) {
    int transport = family & 0x0f;
    return family == 0 || (family >>> 4 <= 3 && family >>> 4 > 0 && transport > 0 && transport < 3);
  }

  private static ProxyHeader addresses(ByteBuffer bytes, int size) {
    InetAddress source = address(bytes, 0, size);
    InetAddress destination = address(bytes, size, size);
    return new Proxied(
        new InetSocketAddress(source, bytes.getChar(2 * size) & 0xffff),
        new InetSocketAddress(destination, bytes.getChar(2 * size + 2) & 0xffff));
  }

  private static InetAddress address(ByteBuffer bytes, int at, int size) {
    byte[] address = new byte[size];
    bytes.get(at, address);
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + size + " bytes", e);
    }
  }

  /** For a connection without addresses that is the sender's own. */
  static ByteBuffer local() {
    return header(LOCAL, 0, 0).flip();
  }

  /** For two addresses of the same family. */
  static ByteBuffer proxied(InetSocketAddress source, InetSocketAddress destination) {
    boolean six = Addresses.six(source) || Addresses.six(destination);
    ByteBuffer header = header(PROXY, six ? TCP6 : TCP4, six ? 36 : 12);
    return header
        .put(Addresses.bytes(source, six))
        .put(Addresses.bytes(destination, six))
        .putChar((char) source.getPort())
        .putChar((char) destination.getPort())
        .flip();
  }

  private static ByteBuffer header(int command, int family, int length) {
    ByteBuffer header = ByteBuffer.allocate(FIXED + length);
    for (int i = 0; i < SIGNATURE.length(); i++) {
      header.put((byte) SIGNATURE.charAt(i));
    }
    return header.put((byte) command).put((byte) family).putChar((char) length);
  }
}

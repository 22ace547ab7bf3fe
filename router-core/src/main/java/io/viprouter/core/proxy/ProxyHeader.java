package io.viprouter.core.proxy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * What the first bytes of a connection say about who its client is. Immutable.
 *
 * <p>Source: "The PROXY protocol, versions 1 and 2", sections 2.1 and 2.2.
 */
public sealed interface ProxyHeader {

  /** Longest header that is believed; the specification has 107 bytes for version 1. */
  int MAX_LENGTH = 4096;

  /** Shortest whole header: {@code PROXY UNKNOWN} and the line's end. */
  int SHORTEST = 15;

  /**
   * Not all of it is there yet.
   *
   * @param missing so many more bytes at least belong to it: whoever reads no more than these never
   *     reads what comes after
   */
  record Incomplete(int missing) implements ProxyHeader {}

  /**
   * The connection is made for a client.
   *
   * @param source the client's address
   * @param destination the address that the client connected to
   */
  record Proxied(InetSocketAddress source, InetSocketAddress destination) implements ProxyHeader {}

  /**
   * The connection is the proxy's own (LOCAL), or the proxy does not say for whom it is (UNKNOWN,
   * or a family that is not TCP).
   */
  record Local() implements ProxyHeader {}

  /**
   * It is no header, or a wrong one.
   *
   * @param why in words
   */
  record Broken(String why) implements ProxyHeader {}

  /**
   * Looks at what came so far. The bytes are not consumed.
   *
   * @param bytes all that came, from the start
   * @return what it is
   */
  static ProxyHeader of(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return new Incomplete(SHORTEST);
    }
    return bytes.get(bytes.position()) == VersionTwo.FIRST
        ? VersionTwo.read(bytes)
        : VersionOne.read(bytes);
  }
}

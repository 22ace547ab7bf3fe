package io.viprouter.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;

/**
 * A MySQL server that connections can be sent to. Immutable.
 *
 * <p>The name is not resolved here: that happens off the event loop, anew for each dial.
 *
 * @param host host name or address literal; an IPv6 literal stands without brackets
 * @param port TCP port, 1 to 65535
 */
public record Destination(String host, int port) {

  /** The port that is meant when none is written: 3306. */
  public static final int DEFAULT_PORT = 3306;

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if the host is blank, holds white space, brackets or commas,
   *     or a colon without being an IPv6 literal, or the port is not 1 to 65535
   */
  public Destination {
    checkArgument(!host.isBlank(), "destination: host is empty");
    checkArgument(
        host.chars().noneMatch(c -> Character.isWhitespace(c) || c == '[' || c == ']' || c == ','),
        "destination: host '%s' holds a character that no host name has",
        host);
    checkArgument(
        host.indexOf(':') < 0 || InetAddresses.isInetAddress(withoutZone(host)),
        "destination: host '%s' holds a colon and is no IPv6 literal",
        host);
    checkArgument(
        port >= 1 && port <= 65535, "destination: port of '%s' is %s; 1 to 65535", host, port);
  }

  /**
   * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}; white space around it
   * is ignored.
   *
   * @param text what to read
   * @return the destination, with port 3306 where none is written
   * @throws IllegalArgumentException if it is none of these forms; the message quotes the text
   */
  public static Destination parse(String text) {
    String trimmed = text.trim();
    checkArgument(!trimmed.isEmpty(), "destination: '%s' is empty", text);
    HostAndPort parsed;
    try {
      checkArgument(!trimmed.endsWith(":"));
      parsed = HostAndPort.fromString(trimmed).requireBracketsForIPv6();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "destination: '" + text + "' is not host, host:port or [v6]:port", e);
    }
    return new Destination(parsed.getHost(), parsed.getPortOrDefault(DEFAULT_PORT));
  }

  /** {@code host:port}, with brackets around an IPv6 literal; what {@link #parse} reads. */
  @Override
  public String toString() {
    return HostAndPort.fromParts(host, port).toString();
  }

  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }
}

package io.viprouter.launcher.config;

import com.typesafe.config.ConfigValue;
import io.viprouter.core.Destination;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and compares addresses. Stateless; never asks a name service. */
public final class Addresses {

  private static final String FORMS = "host:port, [v6]:port or unix:/path";
  private static final String UNIX = "unix:";

  /** Longest path of a unix socket, in bytes: unix(7) has 108, with the closing zero. */
  private static final int MAX_SOCKET_PATH = 107;

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[(?<v6>[^\\[\\]]+)]|(?<host>[^\\[\\]:]+)):(?<port>[0-9]{1,5})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
  private static final Pattern V4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");

  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::");
  private static final Set<String> LOOPBACKS = Set.of("127.0.0.1", "::1");

  private Addresses() {}

  /**
   * Where to listen.
   *
   * @param value what stands in the file
   * @return a socket's path, or an address whose name is not resolved
   * @throws Fault if it is none
   */
  public static SocketAddress bind(ConfigValue value) throws Fault {
    String text = Parsers.text(value, FORMS);
    if (text.startsWith(UNIX)) {
      return socket(text);
    }
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches()) {
      throw new Fault(Words.quote(text) + " is not " + FORMS);
    }
    int port = Integer.parseInt(parts.group("port"));
    if (port > 65_535) {
      throw new Fault("the port of " + Words.quote(text) + " is out of range; 0 to 65535");
    }
    boolean v6 = parts.group("v6") != null;
    String host = v6 ? parts.group("v6") : parts.group("host");
    checkHost(text, String.valueOf(host), v6);
    return InetSocketAddress.createUnresolved(String.valueOf(host), port);
  }

  /**
   * Where to connect to.
   *
   * @param value what stands in the file
   * @return the destination
   * @throws Fault if it is none
   */
  public static Destination destination(ConfigValue value) throws Fault {
    String text = Parsers.text(value, "host:port or [v6]:port");
    try {
      Destination destination = Destination.parse(text);
      checkHost(text, destination.host(), destination.host().indexOf(':') >= 0);
      return destination;
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()).replaceFirst("^destination: ", ""));
    }
  }

  /**
   * Whether the system would refuse to bind the second after the first.
   *
   * @param a the first
   * @param b the second
   * @return also true for a wildcard and any address at the same port
   */
  public static boolean collide(SocketAddress a, SocketAddress b) {
    if (!(a instanceof InetSocketAddress first) || !(b instanceof InetSocketAddress second)) {
      return a.equals(b);
    }
    String one = canonical(first.getHostString());
    String other = canonical(second.getHostString());
    return first.getPort() != 0
        && first.getPort() == second.getPort()
        && (one.equals(other) || WILDCARDS.contains(one) || WILDCARDS.contains(other));
  }

  /**
   * Whether a connection to the destination would come back in at the bind address.
   *
   * @param bind where a section listens
   * @param destination where it connects to
   * @return whether they are the same
   */
  public static boolean returns(SocketAddress bind, Destination destination) {
    if (!(bind instanceof InetSocketAddress inet) || inet.getPort() != destination.port()) {
      return false;
    }
    String from = canonical(inet.getHostString());
    String to = canonical(destination.host());
    return from.equals(to)
        || (WILDCARDS.contains(from) && (LOOPBACKS.contains(to) || WILDCARDS.contains(to)));
  }

  /**
   * An address as one writes it.
   *
   * @param address to listen at
   * @return host:port, [v6]:port or unix:/path
   */
  public static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      String host = inet.getHostString();
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
    return UNIX + address;
  }

  /** What an address literal stands for; empty if it is none. */
  static Optional<InetAddress> literal(String text) {
    boolean v6 = text.indexOf(':') >= 0;
    if (v6 ? !isV6(text) : !V4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether it is a name or an address.
   *
   * @param text without a port and without brackets
   * @return also true for a name that nobody can resolve
   */
  public static boolean isHost(String text) {
    return text.indexOf(':') >= 0
        ? isV6(text)
        : NAME.matcher(text).matches()
            && (!DIGITS_AND_DOTS.matcher(text).matches() || V4.matcher(text).matches());
  }

  private static SocketAddress socket(String text) throws Fault {
    String path = text.substring(UNIX.length());
    if (!path.startsWith("/")) {
      throw new Fault(Words.quote(text) + " is not absolute; unix:/path");
    }
    int bytes = path.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_SOCKET_PATH) {
      throw new Fault(
          "the path of " + Words.quote(text) + " has " + bytes + " bytes; 1 to " + MAX_SOCKET_PATH);
    }
    return UnixDomainSocketAddress.of(path);
  }

  private static void checkHost(String text, String host, boolean v6) throws Fault {
    if (v6 ? !isV6(host) : !isHost(host)) {
      throw new Fault(
          "the host of "
              + Words.quote(text)
              + " is neither a name nor an address"
              + (host.equals("*") ? "; 0.0.0.0 listens on all addresses" : ""));
    }
  }

  private static boolean isV6(String literal) {
    int scope = literal.indexOf('%');
    String address = scope < 0 ? literal : literal.substring(0, scope);
    if (address.indexOf(':') < 0) {
      return false;
    }
    try {
      // With a colon in it, this reads a literal and does not look a name up.
      return InetAddress.getByName(address) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String canonical(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return "127.0.0.1";
    }
    if (host.indexOf(':') < 0) {
      return host.toLowerCase(Locale.ROOT);
    }
    try {
      String address = InetAddress.getByName(host).getHostAddress();
      return switch (address) {
        case "0:0:0:0:0:0:0:0" -> "::";
        case "0:0:0:0:0:0:0:1" -> "::1";
        default -> address;
      };
    } catch (UnknownHostException e) {
      return host;
    }
  }
}

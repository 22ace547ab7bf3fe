package io.viprouter.core.proxy;

import com.google.common.net.InetAddresses;
import io.viprouter.core.proxy.ProxyHeader.Broken;
import io.viprouter.core.proxy.ProxyHeader.Incomplete;
import io.viprouter.core.proxy.ProxyHeader.Local;
import io.viprouter.core.proxy.ProxyHeader.Proxied;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header as a line of text (section 2.1). Any thread. */
final class VersionOne {

  /** Longest line, its end included. */
  private static final int MAX_LINE = 107;

  private static final String BEGIN = "PROXY ";

  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

  private VersionOne() {}

  static ProxyHeader read(ByteBuffer bytes) {
    int length = Math.min(bytes.remaining(), MAX_LINE);
    byte[] seen = new byte[length];
    bytes.get(bytes.position(), seen);
    String text = new String(seen, StandardCharsets.US_ASCII);
    if (!text.startsWith(BEGIN) && !BEGIN.startsWith(text)) {
      return new Broken("no PROXY protocol header");
    }
    int end = text.indexOf('\n');
    if (end > 0 && text.charAt(end - 1) == '\r') {
      return line(text.substring(0, end - 1));
    }
    if (end >= 0 || length == MAX_LINE) {
      return new Broken("PROXY protocol line does not end within " + MAX_LINE + " bytes");
    }
    int least = text.endsWith("\r") ? 1 : 2;
    return new Incomplete(Math.max(least, ProxyHeader.SHORTEST - length));
  }

  private static ProxyHeader line(String line) {
    String[] words = line.split(" ", -1);
    if (words[1].equals("UNKNOWN")) {
      return new Local();
    }
    boolean six = words[1].equals("TCP6");
    if (!six && !words[1].equals("TCP4")) {
      return new Broken("PROXY protocol of neither TCP4, TCP6 nor UNKNOWN");
    }
    if (words.length != 6) {
      return new Broken("PROXY protocol line has " + words.length + " words, not 6");
    }
    Optional<InetSocketAddress> source = address(words[2], words[4], six);
    Optional<InetSocketAddress> destination = address(words[3], words[5], six);
    return source.isPresent() && destination.isPresent()
        ? new Proxied(source.get(), destination.get())
        : new Broken("PROXY protocol line has an address or port that is none");
  }

  private static Optional<InetSocketAddress> address(String host, String port, boolean six) {
    boolean literal =
        host.indexOf(':') >= 0 == six
            && host.indexOf('%') < 0
            && InetAddresses.isInetAddress(host)
            && PORT.matcher(port).matches();
    if (!literal || Integer.parseInt(port) > 0xffff) {
      return Optional.empty();
    }
    InetAddress address = InetAddresses.forString(host);
    return Optional.of(new InetSocketAddress(address, Integer.parseInt(port)));
  }

  /** The line, with its end, for two addresses of the same family. */
  static byte[] line(InetSocketAddress source, InetSocketAddress destination) {
    boolean six = Addresses.six(source) || Addresses.six(destination);
    return (BEGIN
            + (six ? "TCP6 " : "TCP4 ")
            + text(source, six)
            + " "
            + text(destination, six)
            + " "
            + source.getPort()
            + " "
            + destination.getPort()
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The line for a connection without addresses. */
  static byte[] unknown() {
    return (BEGIN + "UNKNOWN\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(InetSocketAddress address, boolean six) {
    String text = InetAddresses.toAddrString(address.getAddress());
    return six && !Addresses.six(address) ? "::ffff:" + text : text;
  }
}

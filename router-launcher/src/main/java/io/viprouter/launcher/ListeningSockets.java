package io.viprouter.launcher;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where somebody listens in this network namespace, also at addresses that are not on this host, as
 * Linux lists it in {@code /proc}. Immutable.
 *
 * @param all addresses with their ports
 */
record ListeningSockets(ImmutableSet<HostAndPort> all) {

  private static final List<Path> LISTS =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  private static final String LISTENING = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;

  /** Reads the lists; none where there are none. */
  static ListeningSockets now() {
    return new ListeningSockets(
        LISTS.stream()
            .flatMap(list -> read(list).all().stream())
            .collect(ImmutableSet.toImmutableSet()));
  }

  private static ListeningSockets read(Path list) {
    try (Stream<String> lines = Files.lines(list)) {
      return of(lines, ByteOrder.nativeOrder());
    } catch (IOException | UncheckedIOException e) {
      return new ListeningSockets(ImmutableSet.of()); // Not Linux, or no IPv6.
    }
  }

  /**
   * Reads one list. The listening sockets come first; of the others there may be very many.
   *
   * @param lines of the kernel, with their head
   * @param order of the bytes in each word of an address: the machine's
   */
  static ListeningSockets of(Stream<String> lines, ByteOrder order) {
    return new ListeningSockets(
        lines
            .skip(1)
            .map(line -> line.strip().split("\\s+"))
            .takeWhile(fields -> fields.length > STATE && fields[STATE].equals(LISTENING))
            .flatMap(fields -> local(fields[LOCAL], order).stream())
            .collect(ImmutableSet.toImmutableSet()));
  }

  private static Optional<HostAndPort> local(String field, ByteOrder order) {
    int colon = field.indexOf(':');
    try {
      byte[] address = BaseEncoding.base16().decode(field.substring(0, colon));
      if (order == ByteOrder.LITTLE_ENDIAN) {
        ByteBuffer words = ByteBuffer.wrap(address);
        for (int i = 0; i < address.length; i += Integer.BYTES) {
          words.putInt(i, Integer.reverseBytes(words.getInt(i)));
        }
      }
      int port = Integer.parseInt(field.substring(colon + 1), 16);
      return Optional.of(text(InetAddress.getByAddress(address), port));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether somebody listens at an address, or at all of its family. */
  boolean at(InetAddress address, int port) {
    InetAddress any = InetAddresses.forString(address instanceof Inet4Address ? "0.0.0.0" : "::");
    return all.contains(text(address, port)) || all.contains(text(any, port));
  }

  private static HostAndPort text(InetAddress address, int port) {
    return HostAndPort.fromParts(InetAddresses.toAddrString(address), port);
  }
}

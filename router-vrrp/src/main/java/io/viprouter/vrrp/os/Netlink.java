package io.viprouter.vrrp.os;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Requests to the kernel, each waiting for its answer. Confined to its driver thread. An answer
 * takes a tenth of a millisecond; one that does not come within {@link #PATIENCE_MICROS} is an
 * error.
 */
final class Netlink implements AutoCloseable {

  private static final int PATIENCE_MICROS = 500_000;
  private static final int NETLINK_ROUTE = 0;
  private static final int SO_RCVTIMEO = 20;
  private static final int ETIMEDOUT = 110;

  private final int fd;
  private final Block out = new Block(256);
  private final Block in = new Block(65_536);
  private int sequence;

  Netlink() {
    int type = LibC.SOCK_RAW | LibC.SOCK_CLOEXEC;
    fd = SystemCallException.check(LibC.socket(LibC.AF_NETLINK, type, NETLINK_ROUTE), "netlink");
    Block patience = new Block(16);
    patience.view().putLong(8, PATIENCE_MICROS);
    LibC.setsockopt(fd, Descriptor.SOL_SOCKET, SO_RCVTIMEO, patience.at(), patience.length());
  }

  /** Adds an address; 0 also if it was there before. */
  int add(int index, AddressEntry entry) {
    int error =
        request(NetlinkMessage.address(NetlinkMessage.NEWADDR, index, entry, ++sequence), m -> {});
    return error == LibC.EEXIST ? 0 : error;
  }

  /** Removes an address; 0 also if it was not there. */
  int remove(int index, AddressEntry entry) {
    int error =
        request(NetlinkMessage.address(NetlinkMessage.DELADDR, index, entry, ++sequence), m -> {});
    return error == LibC.EADDRNOTAVAIL || error == LibC.ENODEV ? 0 : error;
  }

  /** The addresses of one interface, in the kernel's order: primary ones first. */
  List<AddressEntry> addresses(int family, int index) {
    List<AddressEntry> found = new ArrayList<>();
    int error =
        request(
            NetlinkMessage.dumpAddresses(family, ++sequence),
            message -> {
              if (NetlinkMessage.type(message) == NetlinkMessage.NEWADDR
                  && NetlinkMessage.index(message) == index) {
                NetlinkMessage.entry(message).ifPresent(found::add);
              }
            });
    if (error != 0) {
      throw new SystemCallException("netlink RTM_GETADDR", error);
    }
    return found;
  }

  /** An interface by name; empty if there is none. */
  Optional<Interface> link(String name) {
    List<Interface> found = new ArrayList<>();
    int error =
        request(
            NetlinkMessage.getLink(name, ++sequence),
            message -> {
              if (NetlinkMessage.type(message) == NetlinkMessage.NEWLINK) {
                found.add(NetlinkMessage.link(message, name));
              }
            });
    if (error != 0 && error != LibC.ENODEV) {
      throw new SystemCallException("netlink RTM_GETLINK", error);
    }
    return found.stream().findFirst();
  }

  /** Sends a request and reads until its answer is complete; 0 or the error. */
  private int request(ByteBuffer message, Consumer<ByteBuffer> each) {
    out.write(message);
    if (LibC.sendto(fd, out.at(), message.remaining(), 0, 0, 0) < 0) {
      return Native.getLastError();
    }
    while (true) {
      long count = LibC.recv(fd, in.at(), in.length(), 0);
      if (count < 0) {
        int error = Native.getLastError();
        return error == LibC.EAGAIN ? ETIMEDOUT : error;
      }
      ByteBuffer bytes = in.view().duplicate().position(0).limit((int) count);
      bytes.order(java.nio.ByteOrder.nativeOrder());
      Optional<Integer> end = read(bytes, each);
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  private Optional<Integer> read(ByteBuffer bytes, Consumer<ByteBuffer> each) {
    for (Optional<ByteBuffer> next = NetlinkMessage.next(bytes);
        next.isPresent();
        next = NetlinkMessage.next(bytes)) {
      ByteBuffer message = next.get();
      if (NetlinkMessage.sequence(message) != sequence) {
        continue;
      }
      switch (NetlinkMessage.type(message)) {
        case NetlinkMessage.ERROR -> {
          return Optional.of(NetlinkMessage.error(message));
        }
        case NetlinkMessage.DONE -> {
          return Optional.of(0);
        }
        default -> {
          each.accept(message);
          if (NetlinkMessage.type(message) == NetlinkMessage.NEWLINK) {
            return Optional.of(0);
          }
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    LibC.close(fd);
  }
}

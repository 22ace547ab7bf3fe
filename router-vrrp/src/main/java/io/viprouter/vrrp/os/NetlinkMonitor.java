package io.viprouter.vrrp.os;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/**
 * Hears from the kernel that something changed. Confined to its driver thread. It only says whether
 * it is worth looking again; what is the case is asked anew, so that no lost event can matter.
 */
final class NetlinkMonitor implements AutoCloseable {

  private static final int GROUPS = 0x1 | 0x10 | 0x100;

  private final Descriptor descriptor;
  private final Block in = new Block(65_536);
  private Set<String> names;

  /** Watches the links of these names, and the addresses of whichever index is asked about. */
  NetlinkMonitor(Set<String> names) {
    this.names = names;
    descriptor = Descriptor.open(LibC.AF_NETLINK, 0).bind(SocketAddresses.netlink(GROUPS));
  }

  /** Other names from now on. */
  void watch(Set<String> changed) {
    names = changed;
  }

  int fd() {
    return descriptor.fd();
  }

  /** Reads all that has come; true if some of it is about us, or if some of it was lost. */
  boolean changed(int index) {
    boolean changed = false;
    while (true) {
      long count = LibC.recv(descriptor.fd(), in.at(), in.length(), LibC.MSG_DONTWAIT);
      if (count < 0) {
        return changed || Native.getLastError() == LibC.ENOBUFS;
      }
      ByteBuffer bytes = in.view().duplicate().position(0).limit((int) count);
      bytes.order(ByteOrder.nativeOrder());
      for (Optional<ByteBuffer> next = NetlinkMessage.next(bytes);
          next.isPresent();
          next = NetlinkMessage.next(bytes)) {
        changed |= concerns(next.get(), index);
      }
    }
  }

  private boolean concerns(ByteBuffer message, int index) {
    return switch (NetlinkMessage.type(message)) {
      case NetlinkMessage.NEWADDR, NetlinkMessage.DELADDR -> NetlinkMessage.index(message) == index;
      case NetlinkMessage.NEWLINK, NetlinkMessage.DELLINK ->
          NetlinkMessage.index(message) == index
              || names.contains(NetlinkMessage.linkName(message));
      default -> false;
    };
  }

  @Override
  public void close() {
    descriptor.close();
  }
}

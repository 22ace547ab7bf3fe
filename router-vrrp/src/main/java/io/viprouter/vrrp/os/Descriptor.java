package io.viprouter.vrrp.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An open socket and its options. Confined to its owner's thread. */
final class Descriptor implements AutoCloseable {

  static final int SOL_SOCKET = 1;
  static final int IPPROTO_IP = 0;
  static final int IPPROTO_IPV6 = 41;
  private static final int SO_PRIORITY = 12;
  private static final int SO_BINDTODEVICE = 25;

  /** As routing daemons mark their packets. */
  private static final int PRIORITY_CONTROL = 7;

  private final int fd;
  private boolean closed;

  private Descriptor(int fd) {
    this.fd = fd;
  }

  static Descriptor open(int family, int protocol) {
    int type = LibC.SOCK_RAW | LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
    return new Descriptor(
        SystemCallException.check(
            LibC.socket(family, type, protocol), "socket(" + family + ", " + protocol + ")"));
  }

  int fd() {
    return fd;
  }

  Descriptor set(int level, int name, int value) {
    return set(level, name, ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, value));
  }

  Descriptor set(int level, int name, ByteBuffer value) {
    Block block = new Block(value.remaining());
    block.write(value);
    SystemCallException.check(
        LibC.setsockopt(fd, level, name, block.at(), block.length()),
        "setsockopt(" + level + ", " + name + ")");
    return this;
  }

  Descriptor device(String name) {
    byte[] bytes = (name + "\0").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    set(SOL_SOCKET, SO_BINDTODEVICE, ByteBuffer.wrap(bytes));
    return set(SOL_SOCKET, SO_PRIORITY, PRIORITY_CONTROL);
  }

  Descriptor bind(Block address) {
    SystemCallException.check(LibC.bind(fd, address.at(), address.length()), "bind");
    return this;
  }

  /** Once only: the number may be another file's afterwards. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    LibC.close(fd);
  }
}

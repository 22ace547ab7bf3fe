package io.viprouter.vrrp.os;

import com.sun.jna.Native;

/**
 * The calls of the C library that we need, nothing but. Thread-safe. Arguments are numbers only, so
 * that a call allocates nothing; pointers and sizes are 64 bits wide.
 */
final class LibC {

  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_NETLINK = 16;
  static final int AF_PACKET = 17;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int MSG_DONTWAIT = 0x40;
  static final int EPERM = 1;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int ENODEV = 19;
  static final int EADDRNOTAVAIL = 99;
  static final int ENOBUFS = 105;

  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  static native int socket(int domain, int type, int protocol);

  static native int setsockopt(int fd, int level, int name, long value, int length);

  static native int bind(int fd, long address, int length);

  static native long sendto(int fd, long bytes, long length, int flags, long to, int toLength);

  static native long recv(int fd, long bytes, long length, int flags);

  static native long recvmsg(int fd, long message, int flags);

  static native int ppoll(long fds, long count, long timeout, long signals);

  static native int eventfd(int initial, int flags);

  static native long read(int fd, long bytes, long length);

  static native long write(int fd, long bytes, long length);

  static native int close(int fd);

  static native int sched_setscheduler(int pid, int policy, long parameter);
}

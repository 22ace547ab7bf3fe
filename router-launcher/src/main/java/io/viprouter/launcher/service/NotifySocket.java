package io.viprouter.launcher.service;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Sends one datagram to a unix socket, which the JDK cannot. Stateless. Through JNA and not through
 * systemd-notify(1): the unit believes the main process only.
 */
final class NotifySocket {

  /** What sun_path holds (unix(7)). */
  private static final int LONGEST_PATH = 108;

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDTIMEO = 21;
  private static final int CLOCK_MONOTONIC = 1;

  /** How long systemd's queue may be full; without a bound its trouble would be ours. */
  private static final long PATIENCE_SECONDS = 2;

  private NotifySocket() {}

  /** The message did not get through; says why. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String why) {
      super(why);
    }
  }

  /** The calls of the C library. */
  private static final class LibC {
    static {
      Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int socket(int domain, int type, int protocol);

    static native int setsockopt(int fd, int level, int name, Pointer value, int length);

    static native long sendto(
        int fd, Pointer bytes, long length, int flags, Pointer to, int toLength);

    static native int close(int fd);

    static native int clock_gettime(int clock, Pointer time);
  }

  static void send(String address, byte[] message) throws Failed {
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    boolean named = address.startsWith("/");
    if (!named && !address.startsWith("@")) {
      throw new Failed("'" + address + "' is no socket: a path or '@' and a name is needed");
    }
    // A path is followed by a zero, an abstract name begins with one and has its length told.
    int length = 2 + name.length + (named ? 1 : 0);
    if (length > 2 + LONGEST_PATH) {
      throw new Failed("'" + address + "' is longer than a socket's name can be");
    }
    if (!named) {
      name[0] = 0;
    }
    try (Memory to = new Memory(2 + LONGEST_PATH + 1);
        Memory bytes = new Memory(message.length)) {
      to.clear();
      to.write(
          0,
          ByteBuffer.allocate(2).order(ByteOrder.nativeOrder()).putShort((short) AF_UNIX).array(),
          0,
          2);
      to.write(2, name, 0, name.length);
      bytes.write(0, message, 0, message.length);
      send(address, bytes, to, length);
    }
  }

  private static void send(String address, Memory bytes, Memory to, int toLength) throws Failed {
    int fd = LibC.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
      throw new Failed("no socket: errno " + Native.getLastError());
    }
    try (Memory patience = new Memory(16)) {
      patience.setLong(0, PATIENCE_SECONDS);
      patience.setLong(8, 0);
      LibC.setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, patience, 16);
      long sent = LibC.sendto(fd, bytes, bytes.size(), MSG_NOSIGNAL, to, toLength);
      if (sent != bytes.size()) {
        throw new Failed("'" + address + "' does not take it: errno " + Native.getLastError());
      }
    } finally {
      LibC.close(fd);
    }
  }

  /** The clock that RELOADING=1 has to be stamped with. */
  static long monotonicMicros() {
    try (Memory time = new Memory(16)) {
      LibC.clock_gettime(CLOCK_MONOTONIC, time);
      return time.getLong(0) * 1_000_000 + time.getLong(8) / 1000;
    }
  }
}

package io.viprouter.vrrp.os;

/**
 * Waits for the first of three things: a packet, a change, a wake-up. Confined to its driver
 * thread, but for {@link #wakeUp}, which is thread-safe.
 */
final class Poller implements AutoCloseable {

  private static final int POLLFD = 8;
  private static final short POLLIN = 1;
  private static final int EFD_FLAGS = LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int wake = SystemCallException.check(LibC.eventfd(0, EFD_FLAGS), "eventfd");
  private final Block fds = new Block(3 * POLLFD);
  private final Block timeout = new Block(16);
  private final Block count = new Block(8);
  private final Block one = new Block(8);
  private boolean closed;

  Poller(int monitor) {
    one.view().putLong(0, 1);
    watch(0, wake);
    watch(1, monitor);
    watch(2, -1);
  }

  /** The socket with the packets, or -1 for none. */
  void packets(int fd) {
    watch(2, fd);
  }

  private void watch(int slot, int fd) {
    fds.view().putInt(slot * POLLFD, fd).putShort(slot * POLLFD + 4, POLLIN);
  }

  /** Waits; true if the monitor has something to say. */
  boolean await(long nanos) {
    fds.view().putShort(6, (short) 0).putShort(POLLFD + 6, (short) 0);
    timeout.view().putLong(0, nanos / SECOND_NANOS).putLong(8, nanos % SECOND_NANOS);
    if (LibC.ppoll(fds.at(), 3, timeout.at(), 0) <= 0) {
      return false;
    }
    if (fds.view().getShort(6) != 0) {
      LibC.read(wake, count.at(), 8);
    }
    return fds.view().getShort(POLLFD + 6) != 0;
  }

  /** Ends a wait; without effect once closed, when the number may be another file's. */
  synchronized void wakeUp() {
    if (!closed) {
      LibC.write(wake, one.at(), 8);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    LibC.close(wake);
  }
}

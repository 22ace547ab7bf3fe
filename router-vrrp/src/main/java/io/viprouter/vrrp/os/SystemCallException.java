package io.viprouter.vrrp.os;

import com.sun.jna.Native;

/** A system call that had to work and did not. */
public final class SystemCallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int errno;

  SystemCallException(String call, int errno) {
    super(call + " failed: errno " + errno + " (" + name(errno) + ")");
    this.errno = errno;
  }

  /** Passes a result on, or throws if it is negative. */
  static int check(int result, String call) {
    if (result < 0) {
      throw new SystemCallException(call, Native.getLastError());
    }
    return result;
  }

  /**
   * What the system said.
   *
   * @return the number
   */
  public int errno() {
    return errno;
  }

  /**
   * Whether a right is missing.
   *
   * @return true for EPERM and EACCES
   */
  public boolean isPermission() {
    return errno == LibC.EPERM || errno == LibC.EACCES;
  }

  static String name(int errno) {
    return switch (errno) {
      case LibC.EPERM -> "operation not permitted";
      case LibC.EACCES -> "permission denied";
      case LibC.ENODEV -> "no such device";
      case LibC.EADDRNOTAVAIL -> "cannot assign requested address";
      case LibC.ENOBUFS -> "no buffer space";
      case 22 -> "invalid argument";
      case 100 -> "network is down";
      default -> "see errno(3)";
    };
  }
}

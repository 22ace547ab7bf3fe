package io.viprouter.vrrp.os;

import com.sun.jna.Native;

/** Real-time scheduling of the calling thread. Immutable: functions only. */
public final class RealTime {

  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;

  private RealTime() {}

  /**
   * Asks for SCHED_FIFO for the calling thread alone, or for ordinary scheduling again.
   *
   * @param priority 1 to 99, or 0 for ordinary scheduling
   * @return 0, or the error; EPERM without CAP_SYS_NICE
   */
  public static int request(int priority) {
    Block parameter = new Block(4);
    parameter.view().putInt(0, priority);
    int policy = priority == 0 ? SCHED_OTHER : SCHED_FIFO;
    return LibC.sched_setscheduler(0, policy, parameter.at()) < 0 ? Native.getLastError() : 0;
  }
}

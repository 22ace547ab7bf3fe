package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The driver threads allocate nothing while nothing changes: not as master, not as backup. */
class AllocationTest extends TwoRouters {

  private static final int WINDOWS = 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void steadyStateAllocatesNothing() {
    LabRouter.InProcess master =
        inProcess(one, Spec.v3(120, 100).with("name", "ALLOC_MASTER").with("garp-delay", "0"));
    LabRouter.InProcess backup = inProcess(two, Spec.v3(80, 100).with("name", "ALLOC_BACKUP"));
    LabRouter.InProcess v6 =
        inProcess(one, Spec.v6(120, 100).with("name", "ALLOC_MASTER6").with("vrid", "66"));
    inProcess(two, Spec.v6(80, 100).with("name", "ALLOC_BACKUP6").with("vrid", "66"));
    master(master, 5);
    Await.pause(seconds(2));
    // A late wake-up on a busy machine is no steady state: one quiet window of some must do.
    long least = Long.MAX_VALUE;
    for (int window = 0; least > 0 && window < WINDOWS; window++) {
      long before = allocated("ALLOC");
      long sent = master.router().status().traffic().sent().count();
      long received = backup.router().status().traffic().received().count();
      Await.until(
          "twenty more",
          seconds(10),
          () ->
              master.router().status().traffic().sent().count() - sent > 20
                  && backup.router().status().traffic().received().count() - received > 20);
      least = Math.min(least, allocated("ALLOC") - before);
    }
    assertThat(v6.router().status().state().word()).isEqualTo("MASTER");
    assertThat(least).as("bytes in some 80 turns").isZero();
  }

  /** Bytes allocated so far by the drivers whose names begin like this. */
  private static long allocated(String names) {
    long bytes = 0;
    int found = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("router-vrrp-" + names)) {
        bytes += THREADS.getThreadAllocatedBytes(thread.getId());
        found++;
      }
    }
    assertThat(found).isEqualTo(4);
    return bytes;
  }
}

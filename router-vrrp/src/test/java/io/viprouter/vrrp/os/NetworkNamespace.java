package io.viprouter.vrrp.os;

import com.sun.jna.Native;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/** Threads that live in a named network namespace; sockets they open stay there. */
public final class NetworkNamespace {

  /** The two calls that production code does not need. */
  static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    private Calls() {}

    static native int open(String path, int flags);

    static native int setns(int fd, int type);

    static native int kill(int pid, int signal);
  }

  private static final int CLONE_NEWNET = 0x4000_0000;

  private NetworkNamespace() {}

  /** Makes threads that enter the namespace before they do anything else. */
  public static ThreadFactory threads(String namespace) {
    return task -> {
      Thread thread =
          new Thread(
              () -> {
                enter(namespace);
                task.run();
              },
              "in-" + namespace);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Calls something in the namespace and waits for it. */
  public static <T> T in(String namespace, Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    threads(namespace).newThread(task).start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("in " + namespace, e.getCause());
    }
  }

  /** Sends a signal to a process that the caller started. */
  public static void signal(long pid, int number) {
    SystemCallException.check(Calls.kill((int) pid, number), "kill");
  }

  private static void enter(String namespace) {
    int fd = SystemCallException.check(Calls.open("/run/netns/" + namespace, 0), "open");
    SystemCallException.check(Calls.setns(fd, CLONE_NEWNET), "setns");
    LibC.close(fd);
  }
}

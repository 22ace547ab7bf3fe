package io.viprouter.examples.lab;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/**
 * Threads of this JVM that live in a named network namespace. The sockets they open and the
 * processes they start stay there. Stateless.
 */
final class NetworkNamespace {

  /** Two calls that the JDK does not offer. */
  private static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    private Calls() {}

    static native int open(String path, int flags) throws LastErrorException;

    static native int setns(int fd, int type) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;
  }

  private static final int CLONE_NEWNET = 0x4000_0000;

  private NetworkNamespace() {}

  /** Makes daemon threads that enter the namespace before they do anything else. */
  static ThreadFactory threads(String namespace) {
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

  /**
   * Calls something on a thread of its own in the namespace and waits for it.
   *
   * @throws Exception what the call throws
   */
  static <T> T call(String namespace, Callable<T> call) throws Exception {
    FutureTask<T> task = new FutureTask<>(call);
    threads(namespace).newThread(task).start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static void enter(String namespace) {
    int fd = Calls.open("/run/netns/" + namespace, 0);
    try {
      Calls.setns(fd, CLONE_NEWNET);
    } finally {
      Calls.close(fd);
    }
  }
}

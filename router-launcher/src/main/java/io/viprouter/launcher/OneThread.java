package io.viprouter.launcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon thread that some state is confined to. Thread-safe. */
final class OneThread implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OneThread.class);

  private final String name;
  private final ScheduledExecutorService thread;

  OneThread(String name) {
    this.name = name;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, name);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /**
   * Has something done and waits for it. Must not be called on the thread itself.
   *
   * @throws RuntimeException whatever the task throws
   * @throws IllegalStateException if it is closed
   */
  <T> T call(Supplier<T> question) {
    try {
      return CompletableFuture.supplyAsync(question, thread).join();
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException(name + " is closed", e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** As {@link #call}, for what gives no answer. */
  void run(Runnable task) {
    call(
        () -> {
          task.run();
          return true;
        });
  }

  /** Has something done some time; nothing if it is closed. */
  void post(Runnable task) {
    later(task, 0);
  }

  /** Has something done after so many milliseconds; nothing if it is closed by then. */
  void later(Runnable task, long millis) {
    try {
      var ignored = thread.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.trace("{} is closed", name);
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("this is a bug; going on", e);
    }
  }

  /** Ends it; what was posted and has not begun is not done. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}

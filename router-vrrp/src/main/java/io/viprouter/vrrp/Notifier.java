package io.viprouter.vrrp;

import io.viprouter.vrrp.VrrpListener.Transition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Logs and calls listeners, in order, on a thread of its own. Thread-safe. The driver must not wait
 * for a slow listener, nor for a log on a full disk.
 */
final class Notifier {

  /** Transitions that may wait for a slow listener; later ones are lost, and logged. */
  private static final int MAX_WAITING = 1024;

  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final Logger log;
  private final List<VrrpListener> listeners;
  private final ThreadPoolExecutor thread;

  Notifier(Logger log, List<VrrpListener> listeners, ThreadFactory factory) {
    this.log = log;
    this.listeners = List.copyOf(listeners);
    thread =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), factory);
  }

  /** Has the thread ready before it is needed. */
  void start() {
    thread.prestartAllCoreThreads();
  }

  /** Logs a transition and tells everybody. */
  void tell(Transition transition) {
    later(
        () -> {
          log(transition);
          listeners.forEach(listener -> call(listener, transition));
        });
  }

  /** Does anything else that may take its time. */
  void later(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      log.warn("a listener or the log is too slow; something is lost");
    }
  }

  private void log(Transition transition) {
    String name = transition.router();
    switch (transition.to()) {
      case FAULT -> log.warn("({}) Entering FAULT STATE: {}", name, transition.reason());
      case INITIALIZE -> log.info("({}) Stopped", name);
      case BACKUP, ACTIVE ->
          log.info("({}) Entering {} STATE: {}", name, transition.to().word(), transition.reason());
    }
  }

  private void call(VrrpListener listener, Transition transition) {
    try {
      listener.changed(transition);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      log.warn("({}) a listener failed", transition.router(), e);
    }
  }

  /** Lets what waits be told, then ends the thread. */
  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

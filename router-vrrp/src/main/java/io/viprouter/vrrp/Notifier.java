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

/** Calls listeners in order on a thread of its own. Thread-safe. */
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

  void tell(Transition transition) {
    try {
      thread.execute(() -> listeners.forEach(listener -> call(listener, transition)));
    } catch (RejectedExecutionException e) {
      log.warn("({}) a listener is too slow; it misses {}", transition.router(), transition);
    }
  }

  private void call(VrrpListener listener, Transition transition) {
    try {
      listener.changed(transition);
    } catch (RuntimeException e) {
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

package io.viprouter.vrrp;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Calls the hooks of one virtual router on a thread of their own, and waits for them, but not for
 * long. {@link #added} and {@link #removing} are confined to the driver thread.
 */
final class AddressHooks {

  /** How long the driver waits at most. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  /** Calls that may wait for a hook that hangs; later ones are lost, and logged. */
  private static final int MAX_WAITING = 64;

  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final Logger log;
  private final String router;
  private final List<AddressHook> hooks;
  private final ThreadPoolExecutor thread;

  AddressHooks(Logger log, String router, List<AddressHook> hooks, ThreadFactory factory) {
    this.log = log;
    this.router = router;
    this.hooks = ImmutableList.copyOf(hooks);
    this.thread =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), factory);
  }

  /** One hook that does nothing, so that the first real one loads no class. */
  static AddressHooks rehearsal() {
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "router-vrrp-rehearsal");
          thread.setDaemon(true);
          return thread;
        };
    return new AddressHooks(
        NOPLogger.NOP_LOGGER, "rehearsal", ImmutableList.of(new AddressHook() {}), daemons);
  }

  /** Has the thread ready before it is needed. */
  void start() {
    if (!hooks.isEmpty()) {
      thread.prestartAllCoreThreads();
    }
  }

  void added(List<VirtualAddress> addresses, Duration interval, Executor later) {
    step("added", hook -> hook.added(addresses), interval, later);
  }

  void removing(List<VirtualAddress> addresses, Duration interval, Executor later) {
    step("removing", hook -> hook.removing(addresses), interval, later);
  }

  /** The log is written by {@code later}: the driver does not wait for a full disk. */
  private void step(String what, Consumer<AddressHook> call, Duration interval, Executor later) {
    if (hooks.isEmpty()) {
      return;
    }
    Duration patience = interval.compareTo(PATIENCE) < 0 ? interval : PATIENCE;
    try {
      Future<?> done = thread.submit(() -> hooks.forEach(hook -> call(what, hook, call)));
      done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      later.execute(
          () ->
              log.warn(
                  "({}) address hook '{}' takes longer than {} ms; going on without it",
                  router,
                  what,
                  patience.toMillis()));
    } catch (RejectedExecutionException e) {
      later.execute(
          () -> log.error("({}) an address hook hangs; a call of '{}' is lost", router, what));
    } catch (ExecutionException e) {
      later.execute(() -> log.error("({}) address hook '{}' failed", router, what, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(String what, AddressHook hook, Consumer<AddressHook> call) {
    try {
      call.accept(hook);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      log.warn("({}) address hook '{}' failed", router, what, e);
    }
  }

  /** Lets a call that runs end, if it does so soon. */
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

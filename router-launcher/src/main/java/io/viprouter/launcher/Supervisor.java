package io.viprouter.launcher;

import io.viprouter.launcher.service.SystemdNotifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts in order, waits for the request to stop, and stops them in the opposite order.
 * {@link #run} is confined to the main thread; the requests are thread-safe.
 *
 * <pre>
 *   run -> starting -> running -- first request --> draining -- all ended, or second request --> closed
 * </pre>
 */
final class Supervisor {

  /**
   * Programs such as timeout(1) signal the process and then its group: what follows the first
   * request this fast is an echo of it.
   */
  static final Duration ECHO = Duration.ofMillis(100);

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final List<Part> parts;
  private final Duration grace;
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch drained = new CountDownLatch(1);
  private final LongSupplier nanoClock;
  private final SystemdNotifier systemd;
  private long firstRequestNanos;
  private volatile ExitCode result = ExitCode.OK;

  /**
   * Makes one.
   *
   * @param grace how long work at hand may go on after the request to stop
   * @param nanoClock tells a second request from an echo of the first
   * @param systemd told when all parts run, and when the end begins
   */
  Supervisor(List<Part> parts, Duration grace, LongSupplier nanoClock, SystemdNotifier systemd) {
    this.parts = List.copyOf(parts);
    this.grace = grace;
    this.nanoClock = nanoClock;
    this.systemd = systemd;
  }

  /**
   * Runs the parts until it is asked to stop.
   *
   * @throws RuntimeException if one cannot start; then none runs
   */
  ExitCode run() throws InterruptedException {
    List<Part> started = new ArrayList<>();
    try {
      for (Part part : parts) {
        part.start();
        started.add(part);
      }
      systemd.ready("running");
      asked.await();
      systemd.stopping("sessions may go on for " + words(grace));
      if (requests.get() < 2) {
        drain(reversed(started));
      }
    } finally {
      reversed(started).forEach(Part::close);
    }
    log.info("stopped");
    return result;
  }

  /** Asks to stop: in order the first time, at once the second time. */
  synchronized void stop(String why) {
    long now = nanoClock.getAsLong();
    if (requests.compareAndSet(0, 1)) {
      firstRequestNanos = now;
      log.info("{}: stopping; sessions may go on for {}", why, words(grace));
      asked.countDown();
    } else if (now - firstRequestNanos >= ECHO.toNanos() && requests.compareAndSet(1, 2)) {
      log.warn("{} again: stopping at once", why);
      drained.countDown();
    }
  }

  /** Asks to stop at once after a fault that nobody foresaw. */
  void fail(Throwable cause) {
    log.error("this is a bug; stopping", cause);
    result = ExitCode.BUG;
    requests.set(2);
    asked.countDown();
    drained.countDown();
  }

  /** On a thread of its own, so that the second request need not wait for it. */
  private void drain(List<Part> running) throws InterruptedException {
    Thread thread = new Thread(() -> drainAll(running), "drain");
    thread.setDaemon(true);
    thread.start();
    drained.await();
  }

  private void drainAll(List<Part> running) {
    try {
      for (Part part : running) {
        if (!part.drain(grace) && requests.get() < 2) {
          log.warn("sessions are still open after {}; closing them", words(grace));
        }
      }
    } catch (RuntimeException e) {
      if (requests.get() < 2) {
        log.warn("could not wait for the sessions to end", e);
      }
    } finally {
      drained.countDown();
    }
  }

  private static String words(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static List<Part> reversed(List<Part> parts) {
    List<Part> copy = new ArrayList<>(parts);
    Collections.reverse(copy);
    return copy;
  }
}

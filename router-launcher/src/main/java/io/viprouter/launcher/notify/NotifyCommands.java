package io.viprouter.launcher.notify;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the notify commands of one virtual router or sync group, one at a time and in the order of
 * the changes, on a thread of its own. Thread-safe; {@link #changed} never waits: of more than
 * {@link #CAPACITY} waiting changes the oldest go, which the log says.
 */
public final class NotifyCommands implements AutoCloseable {

  /** Most changes that wait for their commands. */
  public static final int CAPACITY = 32;

  /** How long {@link #close()} lets the last commands run. */
  public static final Duration LAST_RUN = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(NotifyCommands.class);

  private final String name;
  private final NotifySettings settings;
  private final BlockingQueue<StateChange> changes = new LinkedBlockingQueue<>(CAPACITY);
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Makes one; nothing runs before {@link #start}.
   *
   * @param name of the virtual router or sync group; stands in brackets in the log
   * @param settings what to run
   */
  public NotifyCommands(String name, NotifySettings settings) {
    this.name = name;
    this.settings = settings;
    this.thread = new Thread(this::run, "notify-" + name);
    thread.setDaemon(true);
  }

  /** Starts the thread; once. */
  public void start() {
    thread.start();
  }

  /**
   * Queues what this change runs.
   *
   * @param change what has changed
   */
  public void changed(StateChange change) {
    while (!changes.offer(change)) {
      StateChange oldest = changes.poll();
      if (oldest != null) {
        log.warn(
            "({}) notify commands are too slow: those for {} are left out", name, oldest.state());
      }
    }
    wake.release();
  }

  /** Lets what waits run for at most {@link #LAST_RUN}, and ends. */
  @Override
  public void close() {
    close(LAST_RUN);
  }

  /**
   * Lets what waits run, for at most the given time; then kills what still runs, and ends.
   *
   * @param last 0 or more
   */
  public void close(Duration last) {
    closing = true;
    wake.release();
    try {
      thread.join(Math.max(1, last.toMillis()));
      if (thread.isAlive()) {
        log.warn("({}) notify commands still run after {} ms; killed", name, last.toMillis());
        thread.interrupt();
        thread.join(Math.max(1, last.toMillis()));
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        StateChange change = changes.poll();
        if (change != null) {
          for (List<String> command : settings.commandsFor(change)) {
            run(command);
          }
        } else if (closing) {
          return;
        } else {
          wake.acquire();
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      // Closed, and out of time.
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<String> command) throws InterruptedException {
    String program = command.get(0);
    log.debug("({}) running {}", name, command);
    try {
      CommandResult result =
          CommandRun.run(
              command, settings.timeout(), line -> log.info("({}) {}: {}", name, program, line));
      if (!result.passed()) {
        log.warn("({}) {}: {}", name, program, result.words());
      }
    } catch (RuntimeException e) {
      // A bug of ours: the router goes on.
      log.error("({}) {}: could not be run", name, program, e);
    }
  }
}

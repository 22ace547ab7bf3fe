package io.viprouter.launcher.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the track commands of one virtual router, each on a thread of its own, and tells what they
 * amount to. {@link #start} and {@link #close} are for one thread; the sum is guarded by this
 * object's monitor.
 */
public final class CommandTracker implements AutoCloseable {

  /** How long {@link #close} waits for a command to be killed. */
  private static final Duration KILL = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(CommandTracker.class);

  /**
   * One command and what it is to be told in the log. Confined to its thread, but for the last
   * line, and for what is in the way, which the monitor guards.
   */
  private static final class Tracked {
    private final TrackCommand what;
    private final List<String> whole;
    private volatile String lastLine = "";
    private String wrong;

    Tracked(TrackCommand what) {
      this.what = what;
      this.wrong = "track command " + what.name() + " has not answered yet";
      this.whole = RunAs.command(what.user(), what.command());
    }
  }

  private final String router;
  private final TrackListener listener;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Tracked, TrackVerdict> verdicts = new LinkedHashMap<>();
  private TrackSum sum;
  private String told;
  private boolean closed;

  /**
   * Makes one; nothing runs before {@link #start}.
   *
   * @param router name of the virtual router, for the log
   * @param commands each one is run
   * @param listener hears of each change of the sum
   * @throws IllegalArgumentException if a command names a user that it cannot be run as
   */
  public CommandTracker(String router, List<TrackCommand> commands, TrackListener listener) {
    this.router = router;
    this.listener = listener;
    commands.forEach(command -> verdicts.put(new Tracked(command), TrackVerdict.UNKNOWN));
    this.sum = total();
    this.told = wrong();
  }

  /**
   * What the commands amount to now. Before the first answers, commands of weight 0 have failed and
   * no weight counts; the virtual router is to start with that.
   *
   * @return the sum
   */
  public synchronized TrackSum sum() {
    return sum;
  }

  /**
   * What fails of weight 0, or has not answered yet.
   *
   * @return half a sentence; empty if it is fit
   */
  public synchronized String wrong() {
    List<String> wrong = new ArrayList<>();
    verdicts.forEach(
        (tracked, verdict) -> {
          boolean counts = tracked.what.rule().weight() == 0;
          if (counts && verdict.state() != TrackVerdict.State.PASSED) {
            wrong.add(tracked.wrong);
          }
        });
    return String.join("; ", wrong);
  }

  /** Starts the threads; once. */
  public synchronized void start() {
    for (Tracked tracked : verdicts.keySet()) {
      Thread thread = new Thread(() -> run(tracked), "track-" + router + "-" + tracked.what.name());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Ends the threads, and kills what they run. The listener hears nothing any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    threads.forEach(Thread::interrupt);
    long until = System.nanoTime() + KILL.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Tracked tracked) {
    try {
      while (true) {
        long due = System.nanoTime() + tracked.what.pace().interval().toNanos();
        CommandResult result =
            CommandRun.run(
                tracked.whole, tracked.what.pace().timeout(), line -> tracked.lastLine = line);
        heard(tracked, result);
        tracked.lastLine = "";
        long wait = (due - System.nanoTime()) / 1_000_000;
        if (wait > 0) {
          Thread.sleep(wait);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void heard(Tracked tracked, CommandResult result) {
    TrackVerdict before = verdicts.getOrDefault(tracked, TrackVerdict.UNKNOWN);
    TrackVerdict after = before.after(result.passed(), tracked.what.rule());
    verdicts.put(tracked, after);
    if (closed || after.state() == before.state()) {
      return;
    }
    String why = why(tracked, result);
    if (result.passed()) {
      log.info("({}) {}", router, why);
    } else {
      log.warn("({}) {}", router, why);
    }
    tracked.wrong = why;
    TrackSum now = total();
    String wrong = wrong();
    if (!now.equals(sum) || !wrong.equals(told)) {
      sum = now;
      told = wrong;
      tell();
    }
  }

  private void tell() {
    try {
      listener.changed(sum, told);
    } catch (RuntimeException e) {
      log.error("({}) a listener failed", router, e);
    }
  }

  private static String why(Tracked tracked, CommandResult result) {
    String name = "track command " + tracked.what.name();
    if (result.passed()) {
      return name + " passed";
    }
    String said = tracked.lastLine.isEmpty() ? "" : ": " + tracked.lastLine;
    return name + " failed: " + result.words() + said;
  }

  private TrackSum total() {
    TrackSum total = TrackSum.NOTHING;
    for (Map.Entry<Tracked, TrackVerdict> entry : verdicts.entrySet()) {
      total = total.and(entry.getKey().what.rule(), entry.getValue().state());
    }
    return total;
  }
}

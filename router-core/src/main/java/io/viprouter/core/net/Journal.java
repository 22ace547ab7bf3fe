package io.viprouter.core.net;

import io.viprouter.core.policy.LineBudget;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes the lines that clients can cause in any number, on a thread of its own: a logging backend
 * may block, a loop must not. Lines of each kind are limited in number, those left out are counted
 * and told. Thread-safe. The thread starts with the first line.
 */
public final class Journal {

  /** The logger of connections. */
  static final String ACCESS = "io.viprouter.access";

  /** Most lines that wait; more are counted only. */
  private static final int MAX_WAITING = 4096;

  /** How often those that were left out are told. */
  private static final long LOOK_MILLIS = 250;

  /** How long the end waits for the last lines. */
  private static final long JOIN_MILLIS = 1000;

  /** Kinds of lines, each with its own limit. */
  enum Kind {
    /** A client was turned away at the door. */
    REFUSED(ACCESS, Level.INFO, 20),
    /** A connection did not end in order. */
    ENDED(ACCESS, Level.INFO, 200),
    /** A connection ended in order. */
    ENDED_IN_ORDER(ACCESS, Level.DEBUG, Integer.MAX_VALUE),
    /** A client broke its handshake. */
    BROKEN_HANDSHAKE(Journal.class.getName(), Level.INFO, 20),
    /** A client's broken handshakes are counted. */
    CLIENT_ERRORS(Journal.class.getName(), Level.INFO, 20),
    /** A client is blocked. */
    BLOCKED(Journal.class.getName(), Level.WARN, 20);

    private final String logger;
    private final Level level;
    private final int perSecond;

    Kind(String logger, Level level, int perSecond) {
      this.logger = logger;
      this.level = level;
      this.perSecond = perSecond;
    }
  }

  /** One kind's place: what loops may touch, and what is the writer's alone. */
  private static final class Shelf {
    final Logger log;
    final LongAdder dropped = new LongAdder();
    final LineBudget budget;

    Shelf(Kind kind) {
      log = LoggerFactory.getLogger(kind.logger);
      budget = new LineBudget(kind.perSecond);
    }
  }

  private final ThreadFactory threads;
  private final LongSupplier clock;
  private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * Makes one.
   *
   * @param threads makes its thread
   * @param clock monotonic nanoseconds
   */
  public Journal(ThreadFactory threads, LongSupplier clock) {
    this.threads = threads;
    this.clock = clock;
    for (Kind kind : Kind.values()) {
      shelves.put(kind, new Shelf(kind));
    }
  }

  /** Whether anybody reads lines of that kind, so that one is worth making. */
  boolean reads(Kind kind) {
    return shelf(kind).log.isEnabledForLevel(kind.level);
  }

  /**
   * Has a line written. Never blocks.
   *
   * @param text made on the writer's thread: of values that do not change
   */
  void write(Kind kind, Supplier<String> text) {
    if (!reads(kind) || closed) {
      return;
    }
    if (!waiting.offer(() -> writeNow(kind, text))) {
      shelf(kind).dropped.increment();
    }
    if (writer.get() == null) {
      begin();
    }
  }

  private void begin() {
    Thread made = null;
    try {
      made = threads.newThread(this::run);
      made.setName("router-journal");
      if (writer.compareAndSet(null, made)) {
        made.start();
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      // No thread for lines at the moment: they wait, and the next one tries again.
      if (made != null) {
        writer.compareAndSet(made, null);
      }
    }
  }

  /** Writes what waits and ends the thread; waits for that, but not for ever. */
  public void close() {
    closed = true;
    // Fails only if the queue is full: then the writer is awake.
    waiting.offer(() -> {});
    Thread thread = writer.get();
    if (thread != null && thread != Thread.currentThread()) {
      try {
        thread.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    try {
      while (true) {
        Runnable line = waiting.poll(closed ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (line != null) {
          line.run();
        } else if (closed) {
          break;
        }
        tellLeftOut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shelves.forEach(
        (kind, shelf) -> {
          shelf.budget.leaveOut(shelf.dropped.sumThenReset());
          tell(kind, shelf, shelf.budget.owed());
        });
  }

  private void writeNow(Kind kind, Supplier<String> text) {
    Shelf shelf = shelf(kind);
    long nowNanos = clock.getAsLong();
    tell(kind, shelf, shelf.budget.overdue(nowNanos));
    if (shelf.budget.take(nowNanos)) {
      log(kind, shelf, text.get());
    }
  }

  private void tellLeftOut() {
    long nowNanos = clock.getAsLong();
    shelves.forEach(
        (kind, shelf) -> {
          shelf.budget.leaveOut(shelf.dropped.sumThenReset());
          tell(kind, shelf, shelf.budget.overdue(nowNanos));
        });
  }

  private static void tell(Kind kind, Shelf shelf, long leftOut) {
    if (leftOut > 0) {
      log(kind, shelf, String.format("... and %,d more like this (%s)", leftOut, kind));
    }
  }

  private static void log(Kind kind, Shelf shelf, String text) {
    try {
      shelf.log.atLevel(kind.level).log(text);
    } catch (RuntimeException e) {
      // A logging backend that fails has nobody to be told by; the next line may work again.
    }
  }

  private Shelf shelf(Kind kind) {
    Shelf shelf = shelves.get(kind);
    if (shelf == null) {
      throw new IllegalStateException("no shelf for " + kind);
    }
    return shelf;
  }
}

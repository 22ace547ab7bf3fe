package io.viprouter.core.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One selector, one mailbox, one queue of deadlines. It is a thread of its own, or is stepped by
 * hand with {@link #turn}; {@link #post}, {@link #leave}, {@link #nudge}, {@link #inside} and
 * {@link #stop} may be called by any thread, everything else only from inside.
 *
 * <p>A handler that fails never harms the loop: the loop catches, and tells the handler, which
 * closes what it belongs to. An error of the JVM ends the loop, and with it all that it serves.
 */
public final class EventLoop {

  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);

  /** Most messages handled a turn, so that sockets are served in between. */
  private static final int MAX_MESSAGES = 4096;

  private final Selector selector;
  private final LongSupplier clock;
  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final Deadlines deadlines = new Deadlines();
  private List<Runnable> afterSelect = new ArrayList<>();
  private final BufferPool buffers = new BufferPool();
  private final Batch batch = new Batch(buffers);
  private final Consumer<SelectionKey> dispatch = this::dispatch;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private final LongestTurn longestTurn = new LongestTurn();
  private boolean selecting;
  private boolean timeRead;
  private long nowNanos;

  /**
   * Opens a selector.
   *
   * @param clock monotonic nanoseconds
   */
  public EventLoop(LongSupplier clock) {
    this.clock = clock;
    this.nowNanos = clock.getAsLong();
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a selector", e);
    }
  }

  /** Turns until {@link #stop}; closes the selector at the end. */
  void run() {
    thread = Thread.currentThread();
    try {
      while (!stopped) {
        turn(Long.MAX_VALUE);
      }
    } finally {
      close();
    }
  }

  /**
   * One cycle: waits for sockets, a message or a deadline, and handles all that is there.
   *
   * @param maxWaitNanos longest wait; 0: none
   */
  void turn(long maxWaitNanos) {
    if (thread == null) {
      thread = Thread.currentThread();
    }
    List<Runnable> settled = List.of();
    if (!afterSelect.isEmpty()) {
      settled = afterSelect;
      afterSelect = new ArrayList<>();
    }
    long wait = settled.isEmpty() ? Math.min(maxWaitNanos, untilNext()) : 0;
    timeRead = false;
    waiting.set(true);
    selecting = true;
    try {
      if (wait == 0 || !mailbox.isEmpty() || stopped) {
        selector.selectNow(dispatch);
      } else {
        selector.select(dispatch, wait == Long.MAX_VALUE ? 0 : millisUp(wait));
      }
    } catch (IOException e) {
      throw new IllegalStateException("selector failed", e);
    } finally {
      selecting = false;
      waiting.set(false);
    }
    writeBatch();
    if (!settled.isEmpty()) {
      settled.forEach(this::run);
    }
    runPosted();
    deadlines.expire(now());
  }

  /** The time is read here anyway: with it the last turn ends. */
  private long untilNext() {
    long endedNanos = clock.getAsLong();
    if (timeRead) {
      longestTurn.took(nowNanos, endedNanos);
    }
    return deadlines.untilNext(endedNanos);
  }

  /** The longest turn of late, in nanoseconds. Any thread. */
  long longestTurnNanos() {
    return longestTurn.nanos(clock.getAsLong());
  }

  /** What was read of the sockets is written before anything else is done to their sessions. */
  void writeBatch() {
    if (!batch.isEmpty()) {
      batch.write(now());
    }
  }

  /** Handles the messages that are there. */
  void runPosted() {
    writeBatch();
    for (int i = 0; i < MAX_MESSAGES; i++) {
      Runnable message = mailbox.poll();
      if (message == null) {
        return;
      }
      run(message);
    }
  }

  private void run(Runnable message) {
    try {
      message.run();
    } catch (RuntimeException e) {
      log.warn("a message to an event loop failed", e);
    }
  }

  /**
   * Has something done once the selector has let go of the keys that were cancelled by now, and
   * what was asked for here before is done: so also once the sockets that were closed by now are
   * closed for the system too.
   */
  void onceLetGo(Runnable task) {
    assertInside();
    afterSelect.add(task);
  }

  /**
   * Has the system close what was closed here before; not possible while sockets are handled.
   *
   * @return whether it was done
   */
  boolean letGo() throws IOException {
    assertInside();
    if (selecting) {
      return false;
    }
    selector.selectNow();
    selector.selectedKeys().clear(); // The next turn finds them ready again.
    return true;
  }

  /**
   * Has something done on this loop, after what was posted before.
   *
   * @param message what
   * @return false if the loop has ended; then it is not done
   */
  boolean post(Runnable message) {
    boolean left = leave(message);
    if (left && !inside()) {
      wake();
    }
    return left;
  }

  /**
   * Has something done on this loop when it turns next, without waking it up for that; {@link
   * #nudge} does.
   *
   * @param message what
   * @return false if the loop has ended; then it is not done
   */
  boolean leave(Runnable message) {
    mailbox.add(message);
    return selector.isOpen() || !mailbox.remove(message);
  }

  /** Wakes it up if messages are left that it has not seen. */
  void nudge() {
    if (!mailbox.isEmpty()) {
      wake();
    }
  }

  private void wake() {
    if (waiting.compareAndSet(true, false)) {
      selector.wakeup();
    }
  }

  /** Does something here if this is the loop's thread, else has it done there. */
  boolean execute(Runnable task) {
    if (inside()) {
      task.run();
      return true;
    }
    return post(task);
  }

  /** Whether the caller is the loop's thread. */
  boolean inside() {
    return Thread.currentThread() == thread;
  }

  void assertInside() {
    if (!inside()) {
      throw new IllegalStateException("called by " + Thread.currentThread() + ", not by " + thread);
    }
  }

  /** The time of this turn: read once, when the first thing happens. */
  long now() {
    if (!timeRead) {
      nowNanos = clock.getAsLong();
      timeRead = true;
    }
    return nowNanos;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  BufferPool buffers() {
    return buffers;
  }

  Batch batch() {
    return batch;
  }

  /** Registers a channel. */
  SelectionKey register(SelectableChannel channel, int ops, Handler handler) throws IOException {
    assertInside();
    return channel.register(selector, ops, handler);
  }

  /** Ends {@link #run} after what is posted by now. */
  void stop() {
    post(() -> stopped = true);
  }

  /** Ends a loop that is stepped by hand or whose thread is at its end. */
  void close() {
    stopped = true;
    if (!selector.isOpen()) {
      return;
    }
    try {
      closeChannels();
      selector.close();
    } catch (IOException e) {
      log.debug("closing a selector", e);
    }
    afterSelect.forEach(this::run);
    runPosted();
  }

  /** Where the loop dies nobody else would end what it serves; else nothing is left by now. */
  private void closeChannels() {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      try {
        key.channel().close();
      } catch (IOException e) {
        log.debug("closing {}", key.channel(), e);
      }
    }
  }

  private void dispatch(SelectionKey key) {
    Handler handler = (Handler) key.attachment();
    try {
      handler.ready(key.readyOps(), now());
    } catch (CancelledKeyException e) {
      // The handler closed its channel while it was being served.
    } catch (IOException | RuntimeException e) {
      fail(handler, e);
    }
  }

  private void fail(Handler handler, Exception cause) {
    try {
      if (cause instanceof RuntimeException && !(cause instanceof BufferPool.Spent)) {
        log.error("a handler failed; its connection is closed", cause);
      }
      handler.failed(cause, now());
    } catch (RuntimeException e) {
      log.error("a handler failed to fail", e);
    }
  }

  private static long millisUp(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos + 999_999);
  }
}

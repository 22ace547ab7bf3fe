package io.viprouter.core.net;

import io.viprouter.core.RouterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A fixed set of event loops. Thread-safe. */
public final class EventLoopGroup {

  private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final List<EventLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Makes the loops; none runs yet.
   *
   * @param size how many, as {@link RouterBuilder#ioThreads} says
   * @param clock monotonic nanoseconds
   */
  public EventLoopGroup(int size, LongSupplier clock) {
    for (int i = 0; i < size; i++) {
      loops.add(new EventLoop(clock));
    }
  }

  /**
   * Gives each loop its thread.
   *
   * @param factory makes them
   * @param onDeath told when an error ended a loop
   */
  public void start(ThreadFactory factory, Consumer<Throwable> onDeath) {
    for (EventLoop loop : loops) {
      Thread thread =
          factory.newThread(
              () -> {
                try {
                  loop.run();
                } catch (RuntimeException | Error e) {
                  onDeath.accept(e);
                  throw e;
                }
              });
      thread.setName("router-io-" + threads.size());
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** The next loop in turn. */
  EventLoop next() {
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  /** All loops. */
  List<EventLoop> all() {
    return loops;
  }

  /**
   * Relay buffers lent now, over all loops.
   *
   * @return a count
   */
  public int buffersLent() {
    return loops.stream().mapToInt(loop -> loop.buffers().lent()).sum();
  }

  /**
   * The longest turn of late, over all loops.
   *
   * @return its length in nanoseconds
   */
  public long longestTurnNanos() {
    return loops.stream().mapToLong(EventLoop::longestTurnNanos).max().orElse(0);
  }

  /**
   * Stops all loops and waits for their threads, unless the caller is one of them. Loops that have
   * no thread, or one that never ran, are closed here.
   */
  public void stop() {
    loops.forEach(EventLoop::stop);
    for (int i = 0; i < loops.size(); i++) {
      if (i >= threads.size() || threads.get(i).getState() == Thread.State.NEW) {
        loops.get(i).close();
      }
    }
    for (Thread thread : threads) {
      try {
        if (loops.stream().noneMatch(EventLoop::inside)) {
          thread.join(JOIN_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

package io.viprouter.launcher.notify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Which notice is sent next, and when. Thread-safe by its own monitor; takes the time as an
 * argument and waits for nothing.
 *
 * <p>The queue is bounded: when it is full, the oldest notice goes. One that could not be sent for
 * {@link #LONGEST} goes too. Both are counted, so that the next mail can say so.
 */
final class MailQueue {

  /** Most notices that wait. */
  static final int CAPACITY = 100;

  /** How long a notice is tried. */
  static final Duration LONGEST = Duration.ofHours(1);

  /** The wait after a failure; it doubles with each further one. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** The longest wait. */
  static final Duration LAST_WAIT = Duration.ofMinutes(1);

  /**
   * A notice on its way. Immutable.
   *
   * @param to who has not got it yet
   * @param sinceNanos when it was queued
   */
  record Job(Notice notice, List<String> to, long sinceNanos) {}

  private final Deque<Job> waiting = new ArrayDeque<>();
  private long lost;
  private int failures;
  private long notBeforeNanos;

  synchronized void add(Notice notice, List<String> to, long nowNanos) {
    if (waiting.isEmpty() && failures == 0) {
      notBeforeNanos = nowNanos;
    }
    if (waiting.size() == CAPACITY) {
      waiting.removeFirst();
      lost++;
    }
    waiting.addLast(new Job(notice, List.copyOf(to), nowNanos));
  }

  /** Takes the oldest notice out, unless it is too early after a failure. */
  synchronized Optional<Job> next(long nowNanos) {
    while (!waiting.isEmpty() && nowNanos - waiting.getFirst().sinceNanos() > LONGEST.toNanos()) {
      waiting.removeFirst();
      lost++;
    }
    return nowNanos - notBeforeNanos < 0
        ? Optional.empty()
        : Optional.ofNullable(waiting.pollFirst());
  }

  /** How long {@link #next} has nothing to give, unless something is added. */
  synchronized long waitNanos(long nowNanos) {
    return waiting.isEmpty() ? Long.MAX_VALUE : Math.max(0, notBeforeNanos - nowNanos);
  }

  /** The notice has been sent, and the mail said that so many were lost. */
  synchronized void delivered(long lostTold) {
    failures = 0;
    lost -= lostTold;
  }

  /** The notice is to be tried again later, by those who have not got it. */
  synchronized void failed(Job job, List<String> to, long nowNanos) {
    long factor = 1L << Math.min(failures, 10);
    long wait = Math.min(FIRST_WAIT.toNanos() * factor, LAST_WAIT.toNanos());
    failures = Math.min(failures + 1, 1000);
    notBeforeNanos = nowNanos + wait;
    if (waiting.size() == CAPACITY) {
      lost++;
    } else {
      waiting.addFirst(new Job(job.notice(), List.copyOf(to), job.sinceNanos()));
    }
  }

  /** Forgets the wait: the end of the program is near. */
  synchronized void hurry(long nowNanos) {
    failures = 0;
    notBeforeNanos = nowNanos;
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized long lost() {
    return lost;
  }
}

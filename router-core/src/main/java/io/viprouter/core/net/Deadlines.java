package io.viprouter.core.net;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deadlines of one event loop, earliest first: a binary heap in which each deadline knows its
 * place, so that moving or cancelling one allocates nothing. Confined to its event loop.
 */
final class Deadlines {

  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

  private Deadline[] heap = new Deadline[64];
  private int size;

  /** Sets a deadline, or moves it if it is set. */
  void set(Deadline deadline, long atNanos) {
    if (deadline.set()) {
      deadline.atNanos = atNanos;
      up(deadline.index);
      down(deadline.index);
      return;
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    deadline.atNanos = atNanos;
    place(deadline, size++);
    up(deadline.index);
  }

  /** Cancels a deadline; nothing if it is not set. */
  void cancel(Deadline deadline) {
    if (!deadline.set()) {
      return;
    }
    int hole = deadline.index;
    deadline.index = Deadline.UNSET;
    Deadline last = heap[--size];
    heap[size] = null;
    if (last != deadline) {
      place(last, hole);
      up(hole);
      down(last.index);
    }
  }

  /**
   * Runs what is due. One that is set anew meanwhile waits for the next call if it is later. One
   * that fails harms no other.
   */
  void expire(long nowNanos) {
    while (size > 0 && heap[0].atNanos - nowNanos <= 0) {
      Deadline due = heap[0];
      cancel(due);
      try {
        due.expire(nowNanos);
      } catch (RuntimeException e) {
        log.error("what was due failed", e);
      }
    }
  }

  /**
   * Nanoseconds to the earliest deadline, not negative; {@link Long#MAX_VALUE} if there is none.
   */
  long untilNext(long nowNanos) {
    return size == 0 ? Long.MAX_VALUE : Math.max(0, heap[0].atNanos - nowNanos);
  }

  int size() {
    return size;
  }

  private void up(int start) {
    Deadline moving = heap[start];
    int index = start;
    while (index > 0) {
      int parent = (index - 1) / 2;
      if (heap[parent].atNanos - moving.atNanos <= 0) {
        break;
      }
      place(heap[parent], index);
      index = parent;
    }
    place(moving, index);
  }

  private void down(int start) {
    Deadline moving = heap[start];
    int index = start;
    while (2 * index + 1 < size) {
      int child = 2 * index + 1;
      if (child + 1 < size && heap[child + 1].atNanos - heap[child].atNanos < 0) {
        child++;
      }
      if (moving.atNanos - heap[child].atNanos <= 0) {
        break;
      }
      place(heap[child], index);
      index = child;
    }
    place(moving, index);
  }

  private void place(Deadline deadline, int index) {
    heap[index] = deadline;
    deadline.index = index;
  }
}

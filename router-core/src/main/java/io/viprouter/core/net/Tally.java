package io.viprouter.core.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count with one writing thread and any number of readers. Thread-safe in that sense: adding is a
 * plain addition, without the atomic instruction that several writers would need; readers may see a
 * value that is a moment old, never a torn one.
 */
final class Tally {

  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Tally.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // read and written through the handle
  private long value;

  void add(long amount) {
    VALUE.setOpaque(this, (long) VALUE.getOpaque(this) + amount);
  }

  long get() {
    return (long) VALUE.getOpaque(this);
  }
}

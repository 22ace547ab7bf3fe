package io.viprouter.core.net;

/**
 * Something to do at a time, made once and set as often as one likes. Confined to the event loop of
 * its {@link Deadlines}.
 */
final class Deadline {

  /** What to do. */
  interface Action {
    /**
     * The time has come.
     *
     * @param nowNanos the turn's time
     */
    void expired(long nowNanos);
  }

  static final int UNSET = -1;

  private final Action action;
  long atNanos;
  int index = UNSET;

  Deadline(Action action) {
    this.action = action;
  }

  boolean set() {
    return index != UNSET;
  }

  void expire(long nowNanos) {
    action.expired(nowNanos);
  }
}

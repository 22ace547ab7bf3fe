package io.viprouter.core.policy;

/**
 * How many lines of one kind may be logged: so many a second, the rest is counted and told in one
 * line. So a flood of clients makes a log no longer than that. One thread.
 *
 * <pre>
 *   a second's lines   answer
 *   first N            log it
 *   any more           leave it out, count it
 * </pre>
 */
public final class LineBudget {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private long secondBeganNanos;
  private int logged;
  private long leftOut;
  private boolean begun;

  /**
   * Makes one.
   *
   * @param perSecond most lines a second, 1 or more
   */
  public LineBudget(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Whether a line may be logged now. What was left out before is to be asked for first.
   *
   * @param nowNanos the time
   * @return false: it is counted instead
   */
  public boolean take(long nowNanos) {
    if (!begun || nowNanos - secondBeganNanos >= SECOND_NANOS) {
      begun = true;
      secondBeganNanos = nowNanos;
      logged = 0;
    }
    if (logged < perSecond) {
      logged++;
      return true;
    }
    leftOut++;
    return false;
  }

  /**
   * Lines that never came this far are to be told too.
   *
   * @param lines how many
   */
  public void leaveOut(long lines) {
    leftOut += lines;
  }

  /**
   * Takes the count of the lines that were left out, once the second in which that began is over.
   *
   * @param nowNanos the time
   * @return how many; 0: none, or it is too early to tell
   */
  public long overdue(long nowNanos) {
    if (begun && nowNanos - secondBeganNanos < SECOND_NANOS) {
      return 0;
    }
    return owed();
  }

  /**
   * Takes the count of the lines that were left out.
   *
   * @return how many
   */
  public long owed() {
    long count = leftOut;
    leftOut = 0;
    return count;
  }
}

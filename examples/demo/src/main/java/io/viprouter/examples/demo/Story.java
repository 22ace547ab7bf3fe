package io.viprouter.examples.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells what happens, with the time since the beginning, and checks it. Thread-safe; lines come out
 * whole. The first check that fails ends the story.
 */
final class Story {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private int checks;
  private boolean ended;

  Story(PrintStream out) {
    this.out = out;
  }

  /** A check failed: the story is not true. */
  static final class NotTrue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTrue(String message) {
      super(message);
    }
  }

  synchronized void chapter(String heading) {
    out.println();
    out.println(heading);
  }

  /** Something that was done or seen. */
  void tell(String text) {
    line("    ", text);
  }

  /** Something that must be so. */
  void check(String text, boolean holds) {
    if (!holds) {
      line(" NO ", text);
      throw new NotTrue(text);
    }
    line(" ok ", text);
    synchronized (this) {
      checks++;
    }
  }

  /** Something that must be equal to what was expected; says both if not. */
  void check(String text, Object actual, Object expected) {
    check(
        actual.equals(expected) ? text + ": " + actual : text + ": " + actual + ", not " + expected,
        actual.equals(expected));
  }

  synchronized int checks() {
    return checks;
  }

  /** Nothing is told any more. */
  synchronized void end() {
    ended = true;
  }

  private synchronized void line(String mark, String text) {
    if (ended) {
      return;
    }
    double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    out.println(String.format(Locale.ROOT, "%7.2f s %s %s", seconds, mark, text));
  }
}

package io.viprouter.examples.lab;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells what happens, with the time since the beginning, and checks it. Thread-safe; lines come out
 * whole. The first check that fails ends the story.
 */
final class Story {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private final List<String> figures = new ArrayList<>();
  private int checks;

  Story(PrintStream out) {
    this.out = out;
  }

  synchronized void chapter(String heading) {
    out.println();
    out.println(heading);
  }

  /** Something that was done or seen. */
  void tell(String text, Object... values) {
    line("    ", String.format(Locale.ROOT, text, values));
  }

  /** Something that must be so. */
  void check(String text, boolean holds) {
    line(holds ? " ok " : " NO ", text);
    if (!holds) {
      throw new NotTrueException(text);
    }
    synchronized (this) {
      checks++;
    }
  }

  /** Something that must be equal to what was expected; says both if not. */
  void check(String text, Object actual, Object expected) {
    boolean equal = actual.equals(expected);
    check(text + ": " + actual + (equal ? "" : ", not " + expected), equal);
  }

  /** A measurement, told now and again at the end. */
  void figure(String what, double millis) {
    String text = String.format(Locale.ROOT, "%-72s %7.0f ms", what, millis);
    tell("%s", text);
    synchronized (this) {
      figures.add(text);
    }
  }

  /** All figures once more. */
  synchronized void figures() {
    out.println();
    figures.forEach(text -> out.println("figure: " + text));
  }

  synchronized int checks() {
    return checks;
  }

  private synchronized void line(String mark, String text) {
    double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    out.println(String.format(Locale.ROOT, "%7.2f s %s %s", seconds, mark, text));
  }
}

package io.viprouter.launcher.notify;

import java.util.function.Consumer;

/**
 * Cuts the output of a command into lines, as many as a log can bear. What comes after the last
 * line is read and dropped, so that the command does not hang. Confined to the reader's thread.
 */
final class OutputLines {

  /** Most lines of one command. */
  static final int MOST = 100;

  /** Characters of a line; what is longer is cut. */
  static final int LONGEST = 500;

  private final Consumer<String> sink;
  private final StringBuilder line = new StringBuilder();
  private int lines;

  OutputLines(Consumer<String> sink) {
    this.sink = sink;
  }

  void add(String text) {
    for (int i = 0; i < text.length() && lines <= MOST; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        flush();
      } else if (line.length() < LONGEST) {
        line.append(c);
      }
    }
  }

  /** The output has ended. */
  void end() {
    if (line.length() > 0) {
      flush();
    }
  }

  private void flush() {
    lines++;
    if (lines <= MOST) {
      sink.accept(Notice.line(line.toString(), LONGEST));
    } else if (lines == MOST + 1) {
      sink.accept("(more than " + MOST + " lines of output; the rest is dropped)");
    }
    line.setLength(0);
  }
}

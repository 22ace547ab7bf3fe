package io.viprouter.launcher;

import java.io.PrintStream;

/** Prints what a rehearsal finds. Confined to the main thread. */
final class Findings {

  private final PrintStream out;
  private boolean wrong;

  Findings(PrintStream out) {
    this.out = out;
  }

  /**
   * A line about something that was looked at.
   *
   * @param fault why it would not work; empty if it would
   */
  void tell(String what, String fault) {
    wrong |= !fault.isEmpty();
    out.println(what + ": " + (fault.isEmpty() ? "fine" : fault));
  }

  /** Something to know that keeps nothing from working. */
  void note(String what, String remark) {
    out.println(what + ": " + remark);
  }

  /** Whether something would not work. */
  boolean wrong() {
    return wrong;
  }
}

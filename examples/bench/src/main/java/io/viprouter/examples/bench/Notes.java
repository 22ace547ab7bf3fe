package io.viprouter.examples.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What has to be said beside the figures. Confined to the main thread. */
final class Notes {

  private final PrintStream screen;
  private final List<String> notes = new ArrayList<>();
  private boolean failed;

  Notes(PrintStream screen) {
    this.screen = screen;
  }

  /** What goes on right now; kept nowhere. */
  void progress(String what) {
    screen.println(what);
  }

  /** What a reader of the figures must know. */
  void add(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
      screen.println(note);
    }
  }

  /** Something went wrong. */
  void failure(String where, String details) {
    failed = true;
    notes.add("FAILED: " + where + ": " + details.lines().findFirst().orElse(""));
    screen.println("FAILED: " + where + ": " + details);
  }

  boolean failed() {
    return failed;
  }

  List<String> all() {
    return List.copyOf(notes);
  }
}

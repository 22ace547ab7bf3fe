package io.viprouter.launcher.legacy;

import java.util.List;

/**
 * What became of the old files. Immutable.
 *
 * @param hocon the text of our configuration; of no use while there are faults
 * @param notes {@code file:line: what has no equal, or what differs}, in the order of the files;
 *     for an operator to read. They hold no password.
 * @param faults {@code file:line: [section].option: what is wrong}, all of them; empty if the text
 *     can be used. They hold no password.
 * @param commands those that the old files name; whether they can be run here was not looked at
 */
public record Conversion(
    String hocon, List<String> notes, List<String> faults, List<OldCommand> commands) {

  /** Copies the lists. */
  public Conversion {
    commands = List.copyOf(commands);
    notes = List.copyOf(notes);
    faults = List.copyOf(faults);
  }

  /**
   * Whether the old files were understood.
   *
   * @return true if there is no fault
   */
  public boolean isFine() {
    return faults.isEmpty();
  }
}

package io.viprouter.launcher;

import io.viprouter.launcher.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the settings come from, at the start and at every reload. Used by one thread at a time. */
interface SettingsSource {

  /**
   * What was read. Immutable.
   *
   * @param settings empty if there is any fault
   * @param faults one line each, and their count at the end; empty if there are settings
   */
  record Read(Optional<Settings> settings, List<String> faults) {

    /** Copies the list. */
    public Read {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Reads and checks them.
   *
   * @throws IOException if a file cannot be read
   */
  Read read() throws IOException;

  /** What the log calls it: the names of the files. */
  String words();
}

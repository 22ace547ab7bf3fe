package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.util.List;

/**
 * A command that an old file names. Immutable.
 *
 * @param place where it stands there
 * @param path block and keyword
 * @param words as they are converted, the program first
 */
public record OldCommand(Place place, String path, List<String> words) {

  /** Copies the list. */
  public OldCommand {
    words = List.copyOf(words);
  }
}

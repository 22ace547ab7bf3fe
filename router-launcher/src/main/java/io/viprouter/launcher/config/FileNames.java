package io.viprouter.launcher.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Turns the absolute names that the parser works with into the ones that the user would write.
 * Immutable.
 *
 * <p>The parser needs absolute names: it does not find what a file in the current directory
 * includes otherwise.
 */
final class FileNames {

  private final Path asTyped;
  private final Path absolute;

  FileNames(Path asTyped) {
    this.asTyped = asTyped;
    this.absolute = asTyped.toAbsolutePath();
  }

  Path absolute() {
    return absolute;
  }

  /** The main file as a whole. */
  Place main() {
    return main(0);
  }

  /** A line of the main file. */
  Place main(int line) {
    return new Place(0, asTyped.toString(), line);
  }

  /** Where the parser says that something stands; empty if that is in no file. */
  Optional<Place> place(ConfigOrigin origin) {
    String name = origin.filename();
    if (name == null) {
      if (origin.description().startsWith(absolute.toString())) {
        return Optional.of(main(Math.max(0, origin.lineNumber()))); // A text, not a file.
      }
      return origin.description().startsWith(Place.COMMAND_LINE.file())
          ? Optional.of(Place.COMMAND_LINE)
          : Optional.empty();
    }
    int line = Math.max(0, origin.lineNumber());
    Path file = Path.of(name);
    return Optional.of(
        file.equals(absolute) ? main(line) : new Place(1, shorten(file).toString(), line));
  }

  private Path shorten(Path included) {
    Path home = absolute.getParent();
    return home != null && included.startsWith(home)
        ? asTyped.resolveSibling(home.relativize(included))
        : included;
  }
}

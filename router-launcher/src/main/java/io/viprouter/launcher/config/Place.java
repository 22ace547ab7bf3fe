package io.viprouter.launcher.config;

import java.util.Comparator;

/**
 * Where something stands: a file and a line, or the command line. Immutable.
 *
 * @param rank 0 for the main file, 1 for included ones, 2 for the command line
 * @param file the file's name as the user would write it
 * @param line from 1; 0 if it is not known
 */
public record Place(int rank, String file, int line) implements Comparable<Place> {

  /** The place of everything that {@code --set} says. */
  public static final Place COMMAND_LINE = new Place(2, "--set", 0);

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::rank).thenComparing(Place::file).thenComparingInt(Place::line);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}

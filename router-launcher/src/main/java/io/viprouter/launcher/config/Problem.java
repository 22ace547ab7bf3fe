package io.viprouter.launcher.config;

import java.util.Comparator;

/**
 * One fault of a configuration. Immutable.
 *
 * @param place where it stands
 * @param path the key, from the root; empty if it is not about a key
 * @param what what is wrong, with the value and the rule
 */
public record Problem(Place place, String path, String what) {

  /** By file, the main one first; then by line; then by path. */
  static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparing(Problem::path)
          .thenComparing(Problem::what);

  /** The form compilers use: {@code file:line: path: what}. */
  @Override
  public String toString() {
    return place + ": " + (path.isEmpty() ? "" : path + ": ") + what;
  }
}

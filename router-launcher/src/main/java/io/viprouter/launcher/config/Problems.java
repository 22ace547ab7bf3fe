package io.viprouter.launcher.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gathers every fault of one configuration. Confined to the thread that reads it.
 *
 * <p>A fault that is found twice, for example by two sections that share a default, counts once.
 */
public final class Problems {

  private final TreeSet<Problem> all = new TreeSet<>(Problem.ORDER);
  private final Set<Place> spoilt = new HashSet<>();

  /** An empty collection. */
  public Problems() {}

  /**
   * Adds a fault.
   *
   * @param place where it stands
   * @param path the key; empty if it is not about a key
   * @param what what is wrong, with the value and the rule
   */
  public void add(Place place, String path, String what) {
    if (!spoilt.contains(place)) {
      all.add(new Problem(place, path, what));
    }
  }

  /** Adds a fault after which nothing else that is found at its place means anything. */
  void addAndSilence(Place place, String path, String what) {
    add(place, path, what);
    spoilt.add(place);
  }

  /**
   * Whether nothing was found.
   *
   * @return true if the configuration is fine
   */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether there is a fault at a key or below it. */
  boolean at(String path) {
    return all.stream()
        .map(Problem::path)
        .anyMatch(
            found ->
                found.equals(path) || found.startsWith(path + ".") || found.startsWith(path + "["));
  }

  /**
   * All faults.
   *
   * @return sorted by file and line
   */
  public List<Problem> sorted() {
    return List.copyOf(all);
  }

  /**
   * What an operator reads: one line a fault and their count at the end.
   *
   * @return the lines; empty if there is no fault
   */
  public List<String> lines() {
    if (all.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    all.forEach(problem -> lines.add(problem.toString()));
    lines.add(count(all.size()));
    return lines;
  }

  /**
   * The line under all faults.
   *
   * @param faults how many there are, 1 or more
   * @return the line
   */
  public static String count(int faults) {
    return faults + (faults == 1 ? " error" : " errors") + "; not starting.";
  }
}

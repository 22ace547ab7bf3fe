package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Nearest;
import io.viprouter.launcher.config.Place;
import io.viprouter.launcher.config.Problem;
import io.viprouter.launcher.config.Problems;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers notes and faults of one conversion. Confined to the thread that converts. */
final class Remarks {

  private static final int LONGEST_QUOTE = 80;

  private final Problems problems = new Problems();
  private final Set<String> notes = new LinkedHashSet<>();

  void note(Place place, String what) {
    notes.add(place + ": " + what);
  }

  void fault(Place place, String path, String what) {
    problems.add(place, path, what);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<String> faults() {
    return problems.sorted().stream().map(Problem::toString).toList();
  }

  /** A value as it was written, in quotes, on one line and not too long. */
  static String quote(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    boolean tooLong = line.length() > LONGEST_QUOTE;
    return "'" + (tooLong ? line.substring(0, LONGEST_QUOTE) + "..." : line) + "'";
  }

  /** A tail for a message: {@code ; did you mean 'x'?}, or nothing. */
  static String hint(String written, Collection<String> known) {
    Map<String, String> byForm =
        known.stream()
            .distinct()
            .collect(Collectors.toMap(word -> word.replace('_', '-'), Function.identity()));
    return Nearest.find(written, byForm.keySet())
        .map(form -> "; did you mean '" + byForm.get(form) + "'?")
        .orElse("");
  }
}

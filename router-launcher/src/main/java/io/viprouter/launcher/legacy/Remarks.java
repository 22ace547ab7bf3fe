package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Nearest;
import io.viprouter.launcher.config.Place;
import io.viprouter.launcher.config.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers notes, faults and commands of one conversion. Confined to the thread that converts. */
final class Remarks {

  private static final int LONGEST_QUOTE = 80;

  private final Problems problems = new Problems();
  private final Set<Note> notes = new LinkedHashSet<>();
  private final List<OldCommand> commands = new ArrayList<>();

  /** Words that no message may quote. */
  private final Set<String> secrets = new HashSet<>();

  private record Note(Place place, String what) {}

  /** From now on nobody is shown this word. */
  void secret(String word) {
    if (!word.isEmpty()) {
      secrets.add(quote(word));
    }
  }

  void note(Place place, String what) {
    notes.add(new Note(place, what));
  }

  void fault(Place place, String path, String what) {
    problems.add(place, path, what);
  }

  /** Where a command stands, for who looks whether it can be run. */
  void command(Place place, String path, List<String> words) {
    commands.add(new OldCommand(place, path, words));
  }

  List<OldCommand> commands() {
    return commands;
  }

  /** By file and line. */
  List<String> notes() {
    return notes.stream()
        .sorted(Comparator.comparing(Note::place))
        .map(note -> masked(note.place() + ": " + note.what()))
        .toList();
  }

  List<String> faults() {
    return problems.sorted().stream().map(problem -> masked(problem.toString())).toList();
  }

  private String masked(String line) {
    String masked = line;
    for (String secret : secrets) {
      masked = masked.replace(secret, "'***'");
    }
    return masked;
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

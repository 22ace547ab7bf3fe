package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of {@code keepalived.conf} with what they include and define. Confined to the thread
 * that reads.
 *
 * <p>In keepalived's order: comments go, files are included, conditions on the host are judged,
 * names are put in.
 */
final class KeepSource {

  /** What begins a comment, anywhere outside of double quotes. */
  static final String COMMENTS = "#!";

  private static final Pattern INCLUDE = Pattern.compile("(include[rmwba]?)\\s+(\\S.*)");
  private static final Pattern CONDITION = Pattern.compile("@(\\^?)(\\S*)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern SEQUENCE = Pattern.compile("~(?:SEQx?|LST)\\b.*", Pattern.DOTALL);
  private static final int MAX_DEPTH = 32;
  private static final int MAX_LINES = 100_000;
  private static final int MAX_CHARACTERS = 1 << 22;
  private static final int MAX_FILES = 1000;

  private final String hostName;
  private final Remarks remarks;
  private final Definitions definitions;
  private final Includes includes;
  private final List<KeepLine> lines = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private final Deque<Path> open = new ArrayDeque<>();

  /** Whether a limit is reached; the rest is not read. */
  private boolean full;

  private int characters;
  private int files;

  KeepSource(String hostName, Remarks remarks) {
    this.hostName = hostName;
    this.remarks = remarks;
    this.definitions = new Definitions(hostName);
    this.includes = new Includes(remarks);
  }

  /** All lines of a file and of those it includes. */
  List<KeepLine> read(Path file) throws IOException {
    readFile(file);
    return List.copyOf(lines);
  }

  /** The comments after the last line. */
  List<String> trailing() {
    return List.copyOf(comments);
  }

  private void readFile(Path file) throws IOException {
    TextFile text = TextFile.read(file, 1, COMMENTS, remarks);
    open.push(file.toRealPath());
    definitions.directory(String.valueOf(directory(file)));
    List<String> all = text.lines();
    for (int i = 0; i < all.size(); i++) {
      Place place = new Place(1, file.toString(), i + 1);
      String line = withoutComment(place, all.get(i));
      while (isUnfinished(line) && i + 1 < all.size()) {
        i++;
        String next = withoutComment(new Place(1, file.toString(), i + 1), all.get(i));
        line = line.substring(0, line.length() - 1).stripTrailing() + "\n" + next;
      }
      accept(place, line, 0);
    }
    open.pop();
    if (!open.isEmpty()) {
      definitions.directory(String.valueOf(directory(open.peek())));
    }
  }

  /** Only a definition may go on in the next line. */
  private static boolean isUnfinished(String line) {
    return line.endsWith("\\") && (Definitions.isDefinition(line) || line.startsWith("@"));
  }

  private String withoutComment(Place place, String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && COMMENTS.indexOf(c) >= 0) {
        comments.add(line.substring(i).replaceFirst("^[#!]+\\s*", ""));
        if (i > 0 && !Character.isWhitespace(line.charAt(i - 1)) && line.charAt(i - 1) != '{') {
          remarks.note(
              place, "a comment begins within a word, at '" + c + "'; keepalived reads it so too");
        }
        return line.substring(0, i).strip();
      }
    }
    return line.strip();
  }

  private void tooMuch(Place place, String what) {
    full = true;
    lines.clear(); // What would be found in a part of it means little.
    remarks.fault(place, "", what);
  }

  private void accept(Place place, String line, int depth) {
    if (line.isEmpty() || full) {
      return;
    }
    Matcher include = INCLUDE.matcher(line);
    if (include.matches()) {
      include(place, include.group(1), include.group(2));
    } else if (line.startsWith("@")) {
      condition(place, line, depth);
    } else if (Definitions.isDefinition(line)) {
      definitions.define(line);
    } else {
      putIn(place, line, depth);
    }
  }

  private void condition(Place place, String line, int depth) {
    Matcher form = CONDITION.matcher(line);
    if (!form.matches() || depth > MAX_DEPTH) {
      remarks.fault(place, "", "is no condition such as @name");
      return;
    }
    boolean taken = form.group(2).equals(hostName) != form.group(1).equals("^");
    remarks.note(
        place,
        "the line is "
            + (taken ? "taken" : "left out")
            + ": it stands under @"
            + form.group(1)
            + form.group(2)
            + ", and this host is '"
            + hostName
            + "'");
    if (taken) {
      accept(place, form.group(3).strip(), depth + 1);
    }
  }

  private void putIn(Place place, String line, int depth) {
    Optional<String> whole = definitions.putIn(line);
    if (whole.isEmpty() || depth > MAX_DEPTH) {
      remarks.fault(place, "", "the definitions in this line have no end");
      return;
    }
    if (whole.get().equals(line)) {
      emit(place, line);
      return;
    }
    for (String part : whole.get().split("\n", -1)) {
      accept(place, part.strip(), depth + 1);
    }
  }

  private void emit(Place place, String line) {
    if (SEQUENCE.matcher(line).matches()) {
      remarks.fault(place, "", "~SEQ and ~LST are not understood; write the lines out");
    } else if (lines.size() >= MAX_LINES || characters > MAX_CHARACTERS) {
      tooMuch(place, "there is too much of it: more than " + MAX_LINES + " lines");
    } else {
      characters += line.length();
      lines.add(new KeepLine(place, line, comments));
      comments.clear();
    }
  }

  private void include(Place place, String word, String pattern) {
    Includes.Kind kind = Includes.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    Path from = directory(open.element());
    for (Path file : includes.find(kind, pattern, from, place)) {
      try {
        files++;
        if (files > MAX_FILES) {
          tooMuch(place, "more than " + MAX_FILES + " files are included");
          return;
        }
        if (open.size() > MAX_DEPTH || open.contains(file.toRealPath())) {
          remarks.fault(place, "include", file + " includes itself");
          return;
        }
        readFile(file);
      } catch (IOException e) {
        remarks.fault(place, "include", file + " cannot be read");
      }
    }
  }

  private static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }
}

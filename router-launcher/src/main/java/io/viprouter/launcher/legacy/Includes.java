package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the files that an {@code include} of {@code keepalived.conf} means: names and patterns with
 * <code>* ? [] {,}</code>, relative to the file that includes. Confined to the thread that reads.
 */
final class Includes {

  /** The words that include, and which of them insist on a file. */
  enum Kind {
    INCLUDE(false, false),
    INCLUDER(false, false),
    INCLUDEM(true, false),
    INCLUDEW(true, true),
    INCLUDEB(true, false),
    INCLUDEA(true, true);

    private final boolean nameMustMatch;
    private final boolean patternMustMatch;

    Kind(boolean nameMustMatch, boolean patternMustMatch) {
      this.nameMustMatch = nameMustMatch;
      this.patternMustMatch = patternMustMatch;
    }

    boolean insists(String pattern) {
      return isPattern(pattern) ? patternMustMatch : nameMustMatch;
    }
  }

  private static final int MAX_FILES = 1000;
  private static final Set<PosixFilePermission> EXECUTE =
      Set.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Remarks remarks;

  Includes(Remarks remarks) {
    this.remarks = remarks;
  }

  /** The files in the order of their names; what is left out is named. */
  List<Path> find(Kind kind, String written, Path from, Place place) {
    Set<Path> found = new TreeSet<>();
    try {
      for (String pattern : braces(written)) {
        match(from, Path.of(pattern), found);
      }
    } catch (InvalidPathException | PatternSyntaxException e) {
      remarks.fault(place, "include", "is no name of a file: " + Remarks.quote(written));
      return List.of();
    }
    if (found.isEmpty()) {
      String what = "no file matches " + Remarks.quote(written);
      if (kind.insists(written)) {
        remarks.fault(place, "include", what);
      } else {
        remarks.note(place, "include: " + what);
      }
    }
    return found.stream().filter(path -> isFit(path, place)).limit(MAX_FILES).toList();
  }

  private boolean isFit(Path path, Place place) {
    try {
      boolean fit =
          Files.isRegularFile(path)
              && Files.getPosixFilePermissions(path).stream().noneMatch(EXECUTE::contains);
      if (!fit) {
        remarks.note(
            place, "include: " + path + " is no regular non-executable file and is left out");
      }
      return fit;
    } catch (IOException | UnsupportedOperationException e) {
      remarks.note(place, "include: " + path + " cannot be read and is left out");
      return false;
    }
  }

  private static void match(Path directory, Path pattern, Set<Path> found) {
    Path base = pattern.isAbsolute() ? pattern.getRoot() : directory;
    List<Path> here = List.of(base);
    for (Path step : pattern) {
      List<Path> next = new ArrayList<>();
      for (Path path : here) {
        next.addAll(step(path, step.toString()));
      }
      here = next;
    }
    here.forEach(path -> found.add(path.normalize()));
  }

  private static List<Path> step(Path directory, String name) {
    if (!isPattern(name)) {
      Path path = directory.resolve(name);
      return Files.exists(path) ? List.of(path) : List.of();
    }
    List<Path> matching = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, name)) {
      for (Path path : all) {
        boolean hidden = String.valueOf(path.getFileName()).startsWith(".");
        if ((!hidden || name.startsWith(".")) && matching.size() < MAX_FILES) {
          matching.add(path);
        }
      }
    } catch (IOException e) {
      return List.of(); // No directory, or not ours to read: nothing matches.
    }
    return matching;
  }

  private static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
  }

  /** What the shell makes of braces: {@code a{b,c}} is {@code ab} and {@code ac}. */
  private static List<String> braces(String pattern) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(pattern));
    while (!open.isEmpty() && done.size() + open.size() <= MAX_FILES) {
      String next = open.remove(0);
      int start = next.lastIndexOf('{');
      int end = start < 0 ? -1 : next.indexOf('}', start);
      if (end < 0) {
        done.add(next);
        continue;
      }
      for (String choice : next.substring(start + 1, end).split(",", -1)) {
        open.add(next.substring(0, start) + choice + next.substring(end + 1));
      }
    }
    return done;
  }
}

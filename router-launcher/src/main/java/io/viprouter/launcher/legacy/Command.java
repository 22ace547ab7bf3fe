package io.viprouter.launcher.legacy;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command with its arguments, as keepalived cuts it out of one string. Immutable.
 *
 * @param words the program first
 * @param isFound whether the program was written without a directory and looked for
 */
record Command(List<String> words, boolean isFound) {

  /** Where keepalived looks for a program without a directory. */
  private static final List<String> DIRECTORIES =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  Command {
    words = List.copyOf(words);
  }

  /** Reads one; a fault of the statement and nothing if its program has no absolute path. */
  static Optional<Command> read(Scope scope, Statement at, String text) {
    List<String> words = cut(text);
    if (words.isEmpty()) {
      scope.fault(at, "is empty");
      return Optional.empty();
    }
    String program = words.get(0);
    if (program.startsWith("/")) {
      scope.command(at, words);
      return Optional.of(new Command(words, false));
    }
    Optional<String> path = program.indexOf('/') < 0 ? find(program) : Optional.empty();
    if (path.isEmpty()) {
      scope.fault(
          at,
          Remarks.quote(program)
              + " is no absolute path, nor a program in "
              + String.join(":", DIRECTORIES)
              + "; there is no shell");
      return Optional.empty();
    }
    scope.note(at, Remarks.quote(program) + " is " + path.get() + "; only absolute paths are run");
    List<String> whole = new ArrayList<>(words);
    whole.set(0, path.get());
    scope.command(at, whole);
    return Optional.of(new Command(whole, true));
  }

  /** Cuts at white space; single and double quotes hold it together. */
  static List<String> cut(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 ? c == quote : c == '\'' || c == '"') {
        quote = quote != 0 ? 0 : c;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private static Optional<String> find(String program) {
    for (String directory : DIRECTORIES) {
      try {
        Path path = Path.of(directory, program);
        if (Files.isRegularFile(path) && Files.isExecutable(path)) {
          return Optional.of(path.toString());
        }
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}

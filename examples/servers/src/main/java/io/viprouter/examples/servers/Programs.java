package io.viprouter.examples.servers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and runs programs of the system. Thread-safe. */
public final class Programs {

  private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");
  private static final Path NOTHING = Path.of("/dev/null");
  private static final int LONGEST_SECONDS = 120;
  private static final int TAIL_LINES = 15;

  private Programs() {}

  /**
   * Looks a program up, also where {@code PATH} of an ordinary user does not look.
   *
   * @param program its name
   * @return where it is
   */
  public static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), SYSTEM.stream())
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a program to its end, its output in a file; anything but exit 0 is a failure. */
  static void run(List<String> command, Path log) throws IOException {
    run(command, NOTHING, log);
  }

  /** The same with a file as its input. */
  static void run(List<String> command, Path input, Path log) throws IOException {
    Process process = start(command, input, log);
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "%s did not end in %d s%n%s".formatted(command, LONGEST_SECONDS, tail(log)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command, e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s: exit status %d%n%s".formatted(command, process.exitValue(), tail(log)));
    }
  }

  /** Starts a program, its output appended to a file. */
  static Process start(List<String> command, Path log) throws IOException {
    return start(command, NOTHING, log);
  }

  private static Process start(List<String> command, Path input, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectInput(input.toFile())
        .start();
  }

  /** The last lines of a log and its errors before them, for a message. */
  static String tail(Path log) {
    List<String> lines = read(log).lines().toList();
    int from = Math.max(0, lines.size() - TAIL_LINES);
    Stream<String> errors =
        lines.subList(0, from).stream().filter(line -> line.contains("ERROR")).limit(TAIL_LINES);
    return Stream.concat(errors, lines.subList(from, lines.size()).stream())
        .collect(Collectors.joining("\n"));
  }

  /** A whole text, with what is no UTF-8 replaced; empty if it cannot be read. */
  static String read(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}

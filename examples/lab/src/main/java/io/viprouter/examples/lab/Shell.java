package io.viprouter.examples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short programs to their end. Stateless. */
final class Shell {

  private static final long LIMIT_SECONDS = 60;

  private Shell() {}

  /** What became of a program. */
  record Outcome(int status, String output) {}

  /**
   * Output of a program that must succeed.
   *
   * @throws IllegalStateException if it does not
   */
  static String run(String... command) {
    Outcome outcome = outcome(List.of(command));
    if (outcome.status() != 0) {
      throw new IllegalStateException(List.of(command) + " failed: " + outcome.output());
    }
    return outcome.output();
  }

  /** The same with the words of one line; none of them may hold a blank. */
  static String line(String command) {
    return run(command.split(" ", -1));
  }

  /** Whether a program can be started and succeeds. */
  static boolean works(String command) {
    try {
      return outcome(List.of(command.split(" ", -1))).status() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Exit status and output, both streams together. */
  static Outcome outcome(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Outcome(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }
}

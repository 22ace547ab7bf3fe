package io.viprouter.examples.proofs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. Stateless. */
final class Shell {

  private static final long LONGEST_SECONDS = 120;

  private Shell() {}

  /** What a program left: its exit status, and all it wrote to either output. */
  record Result(int status, String output) {}

  /** Runs it; any exit status is an answer. */
  static Result run(String... command) {
    return run(List.of(command));
  }

  /** Runs it; any exit status is an answer. */
  static Result run(List<String> command) {
    try {
      Path output = Files.createTempFile("proof-", ".out");
      try {
        return new Result(status(command, output), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command + ": " + e.getMessage(), e);
    }
  }

  /** Runs it; anything but exit status 0 is a failure. */
  static String check(String... command) {
    Result result = run(command);
    if (result.status() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + ": status " + result.status() + ": " + result.output());
    }
    return result.output();
  }

  private static int status(List<String> command, Path output) throws IOException {
    // A file, not a pipe: a grandchild that keeps a pipe open would keep us reading.
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "no end in "
                + LONGEST_SECONDS
                + " s: "
                + Files.readString(output, StandardCharsets.UTF_8));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}

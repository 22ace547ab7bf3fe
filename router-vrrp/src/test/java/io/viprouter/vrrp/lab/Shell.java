package io.viprouter.vrrp.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands. */
final class Shell {

  private Shell() {}

  /** Output of a command that must succeed. */
  static String run(String command) {
    return run(List.of(command.split(" ", -1)));
  }

  static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(command + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a command can be started and succeeds. */
  static boolean works(String command) {
    try {
      run(command);
      return true;
    } catch (UncheckedIOException | IllegalStateException e) {
      return false;
    }
  }
}

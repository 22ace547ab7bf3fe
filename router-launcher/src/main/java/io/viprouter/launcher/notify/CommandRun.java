package io.viprouter.launcher.notify;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs one command to its end, without a shell. Stateless; blocks its caller.
 *
 * <p>The command gets an environment of its own, nothing on standard input, and {@code /} as its
 * directory. When the time is up it is killed with all its descendants. A program that makes itself
 * a daemon leaves that family and goes on.
 */
final class CommandRun {

  /** All the environment there is. */
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "LANG", "C.UTF-8",
          "HOME", "/");

  /** How long the last output may take to arrive once the command has ended. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** Rounds of killing; a child that was just born is met in the next one. */
  private static final int ROUNDS = 10;

  private CommandRun() {}

  /**
   * Runs it.
   *
   * @param command an absolute path and its arguments
   * @param timeout more than 0
   * @param output hears of each line, on a thread of its own; see {@link OutputLines}
   */
  static CommandResult run(List<String> command, Duration timeout, Consumer<String> output)
      throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new CommandResult.NotStarted(String.valueOf(e.getMessage()));
    }
    try {
      return await(process, timeout, output);
    } finally {
      if (process.isAlive()) {
        kill(process);
      }
    }
  }

  private static CommandResult await(Process process, Duration timeout, Consumer<String> output)
      throws InterruptedException {
    Thread reader = new Thread(() -> read(process, output), Thread.currentThread().getName());
    reader.setDaemon(true);
    reader.start();
    boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      kill(process);
      process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }
    // Not for ever: whoever is left of the family may hold the pipe.
    reader.join(LAST_WORDS.toMillis());
    return ended
        ? new CommandResult.Exited(process.exitValue())
        : new CommandResult.TimedOut(timeout.toMillis());
  }

  private static void read(Process process, Consumer<String> output) {
    OutputLines lines = new OutputLines(output);
    try (var in = process.getInputStream()) {
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        lines.add(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The pipe is gone with the command.
    }
    lines.end();
  }

  private static void kill(Process process) {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> family;
      try (Stream<ProcessHandle> descendants = process.descendants()) {
        family = descendants.toList();
      }
      if (family.isEmpty()) {
        break;
      }
      family.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }
}

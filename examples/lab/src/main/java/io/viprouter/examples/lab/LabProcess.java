package io.viprouter.examples.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A program that runs on a host of the lab, and all it says, each line with the moment it was
 * heard. Thread-safe.
 */
final class LabProcess implements AutoCloseable {

  /** The bound of every wait; nothing takes that long unless it hangs. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int TAIL = 25;

  private final Host host;
  private final Process process;
  private final List<Line> lines = new ArrayList<>();
  private boolean ended;

  /** A line, and when it was heard in terms of {@link System#nanoTime()}. */
  record Line(long nanos, String text) {}

  private LabProcess(Host host, Process process) {
    this.host = host;
    this.process = process;
    Thread reader = new Thread(this::read, "output-of-" + host.name());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a program; each word of its command as it is. */
  static LabProcess start(Host host, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(host.command(command)).redirectErrorStream(true);
    // A JVM that finds these prints a line about them.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    try {
      return new LabProcess(host, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        add(new Line(System.nanoTime(), text));
      }
    } catch (IOException e) {
      add(new Line(System.nanoTime(), "cannot be read any more: " + e.getMessage()));
    } finally {
      end();
    }
  }

  private synchronized void add(Line line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  Host host() {
    return host;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All it has said so far. */
  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  /** How many lines hold a text. */
  synchronized long count(String text) {
    return lines.stream().filter(line -> line.text().contains(text)).count();
  }

  /** Where to begin in order to see only what is said from now on. */
  synchronized int mark() {
    return lines.size();
  }

  /** Waits for a line that holds a text. */
  Line await(String text) {
    return await(0, line -> line.contains(text), "'" + text + "'");
  }

  /** Waits for a line that holds a text and is said after a mark. */
  Line await(int mark, String text) {
    return await(mark, line -> line.contains(text), "'" + text + "'");
  }

  private synchronized Line await(int mark, Predicate<String> wanted, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int next = mark;
    while (true) {
      for (; next < lines.size(); next++) {
        if (wanted.test(lines.get(next).text())) {
          return lines.get(next);
        }
      }
      long left = deadline - System.nanoTime();
      if (left <= 0 || ended) {
        throw new AssertionError(
            "%s has not said %s; %s:%n%s"
                .formatted(host.name(), what, ended ? "it has ended" : "it still runs", tail()));
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      }
    }
  }

  /** The last it said. */
  synchronized String tail() {
    return String.join(
        "\n",
        lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).stream()
            .map(Line::text)
            .toList());
  }

  /** Sends a signal, such as HUP. */
  void signal(String name) {
    Shell.line("kill -" + name + " " + process.pid());
  }

  /** Waits for the end. */
  int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(host.name() + " still runs:\n" + tail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + host.name() + " ends", e);
    }
    return process.exitValue();
  }

  /** The exit status, once it has ended. */
  Optional<Integer> status() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** Kills it (SIGKILL) and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    kill();
    keep();
  }

  /** For whoever looks for the cause of a failure: all that was said, in a file. */
  private void keep() {
    String directory = System.getProperty("lab.logs", "");
    if (!directory.isEmpty()) {
      try {
        Path file = Path.of(directory, host.name() + "-" + pid() + ".log");
        Files.write(file, lines().stream().map(Line::text).toList());
      } catch (IOException e) {
        System.err.println(directory + ": " + e);
      }
    }
  }
}

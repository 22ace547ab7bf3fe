package io.viprouter.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own. Confined to one test. */
final class LauncherProcess implements AutoCloseable {

  /** The bound of every wait; nothing ever takes that long unless it hangs. */
  private static final int PATIENCE_SECONDS = 60;

  private static final Pattern LISTENING =
      Pattern.compile(".*\\[routing:([^]]+)] started: listening on 127\\.0\\.0\\.1:(\\d+).*");

  private final Process process;
  private final List<String> seen = new ArrayList<>();
  private final BlockingQueue<String> errorLines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private LauncherProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::readErrors, "stderr");
    reader.setDaemon(true);
    reader.start();
  }

  static LauncherProcess start(Jdk jdk, String... args) throws IOException {
    return start(List.of(), jdk, args);
  }

  /** With a program in front that runs the rest of its arguments. */
  static LauncherProcess start(List<String> prefix, Jdk jdk, String... args) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(jdk.java());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    // A JVM that finds these prints a line about them.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return new LauncherProcess(builder.start());
  }

  static String jar() {
    return Objects.requireNonNull(System.getProperty("launcher.jar"), "launcher.jar");
  }

  long pid() {
    return process.pid();
  }

  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (status != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }

  /** Sends TERM, and again should it have come too soon after the first to count as a second. */
  void terminateUntilExit() throws InterruptedException {
    do {
      process.toHandle().destroy();
    } while (!process.waitFor(200, TimeUnit.MILLISECONDS));
  }

  /** Waits for a line on standard error. */
  String awaitLine(Predicate<String> wanted) throws InterruptedException {
    while (true) {
      String line = errorLines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError("no such line in " + seen);
      }
      seen.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
  }

  /** Waits until a section listens, and tells the port. */
  int awaitPort(String section) throws InterruptedException {
    String line =
        awaitLine(
            text -> {
              Matcher matcher = LISTENING.matcher(text);
              return matcher.matches() && section.equals(matcher.group(1));
            });
    Matcher matcher = LISTENING.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError(line);
    }
    return Integer.parseInt(matcher.group(2));
  }

  /** Waits for the end, and tells the exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running; so far " + seen + errorLines);
    }
    reader.join();
    return process.exitValue();
  }

  /** All of standard error; after the end. */
  List<String> errors() {
    errorLines.drainTo(seen);
    seen.remove(END);
    return List.copyOf(seen);
  }

  /** All of standard output; after the end. */
  String output() throws IOException {
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8);
    }
  }

  private static final String END = "(end of standard error)";

  private void readErrors() {
    try (BufferedReader lines = process.errorReader(UTF_8)) {
      lines.lines().forEach(errorLines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      errorLines.add(END);
    }
  }

  /** Nothing is left behind, whatever became of the test. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package io.viprouter.examples.proofs;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Starts a {@link RouterProcess} and talks to it. Confined to one test. */
final class ChildRouter implements AutoCloseable {

  /** All that a router needs, and where this module's own classes are. */
  private static final List<String> NEEDED =
      List.of(
          "/router-core/target/classes",
          "/router-core-",
          "/guava-",
          "/failureaccess-",
          "/slf4j-api-",
          "/examples/proofs/target/test-classes");

  private static final List<String> NOT_NEEDED = List.of("testkit", "-tests.jar");

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final int port;

  private ChildRouter(Process process) throws IOException {
    this.process = process;
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    questions =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    port = Integer.parseInt(answer());
  }

  /**
   * Starts one.
   *
   * @param descriptors how many files and sockets it may have open
   * @param destinationPort where it routes to
   * @param jvmOptions for example {@code -Xmx64m}
   */
  static ChildRouter start(int descriptors, int destinationPort, String... jvmOptions)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "ulimit -n %d && exec '%s' %s -cp '%s' %s %d"
            .formatted(
                descriptors,
                java,
                String.join(" ", jvmOptions),
                classPath(),
                RouterProcess.class.getName(),
                destinationPort);
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new ChildRouter(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Its port of 127.0.0.1. */
  int port() {
    return port;
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Bytes of heap in use when all garbage is gone. */
  long heap() {
    return Long.parseLong(ask("heap"));
  }

  /** One of the figures of its status, by name. */
  String status(String key) {
    String status = ask("status");
    Matcher found = Pattern.compile(key + "=(\\S+)").matcher(status);
    if (!found.find()) {
      throw new IllegalStateException("no " + key + " in: " + status);
    }
    return found.group(1);
  }

  /** All of its status, in one line. */
  String status() {
    return ask("status");
  }

  /** Clients it has now. */
  int active() {
    return Integer.parseInt(status("active"));
  }

  /** Processor time it has used so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    questions.close();
    process.destroyForcibly().onExit().join();
  }

  private String ask(String question) {
    questions.println(question);
    try {
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the router's process ended");
    }
    return line;
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> NEEDED.stream().anyMatch(entry::contains))
        .filter(entry -> NOT_NEEDED.stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }
}

package io.viprouter.examples.bench.subject;

import io.viprouter.examples.servers.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process that ends with this JVM. What it writes goes to {@code NAME.log}. Thread-safe. */
public final class Child implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final int END_LIMIT_SECONDS = 10;
  private static final int TAIL_LINES = 20;

  private static final Set<Child> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Child::kill), "children"));
  }

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    ALIVE.add(this);
  }

  /**
   * Starts one; both its outputs go to its log.
   *
   * @param name of its log
   * @param command program and arguments
   * @param directory where the log goes
   * @return the process
   * @throws IOException if it cannot be started
   */
  public static Child start(String name, List<String> command, Path directory) throws IOException {
    return launch(name, command, directory, true);
  }

  /**
   * Starts one whose standard output the caller reads.
   *
   * @param name of its log
   * @param command program and arguments
   * @param directory where the log goes
   * @return the process
   * @throws IOException if it cannot be started
   */
  public static Child talking(String name, List<String> command, Path directory)
      throws IOException {
    return launch(name, command, directory, false);
  }

  private static Child launch(String name, List<String> command, Path directory, boolean silent)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    if (silent) {
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
    }
    return new Child(name, builder.start(), log);
  }

  /**
   * The process itself.
   *
   * @return perhaps ended
   */
  public Process process() {
    return process;
  }

  /**
   * Waits until something listens at a port of the loopback address.
   *
   * @param port 1 to 65535
   * @throws IOException if the process ends before, or nothing listens after 30 s
   * @throws InterruptedException if the waiting is interrupted
   */
  public void awaitPort(int port) throws IOException, InterruptedException {
    boolean over = Await.until(START_LIMIT, () -> !process.isAlive() || listens(port));
    if (!over || !process.isAlive()) {
      throw new IOException(
          name
              + (process.isAlive() ? " does not listen at port " + port : " has ended at its start")
              + "\n"
              + tail());
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) START_LIMIT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The last lines of its log.
   *
   * @return text, for a message
   */
  public String tail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return log + ": " + e.getMessage();
    }
  }

  /** Ends it: asks first, and after 10 s does not ask. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        kill();
        process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    ALIVE.remove(this);
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    return name + " (process " + process.pid() + ")";
  }
}

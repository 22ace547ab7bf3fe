package io.viprouter.examples.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The files of one running server, and the promise that none outlives its JVM. Thread-safe.
 *
 * <p>A shutdown hook kills what is left. A JVM that was killed itself runs no hook; the first
 * server of a later one finds its directories by the JVM's process id in their names and does it
 * then.
 */
final class RunDirectory {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final AtomicBoolean PREPARED = new AtomicBoolean();
  private static final Set<RunDirectory> LIVE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private volatile Optional<ProcessHandle> process = Optional.empty();

  private RunDirectory(Path path) {
    this.path = path;
  }

  static RunDirectory create() throws IOException {
    Path all = all();
    if (PREPARED.compareAndSet(false, true)) {
      sweep(all);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> LIVE.forEach(RunDirectory::close), "server-teardown"));
    }
    String name = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    RunDirectory directory = new RunDirectory(Files.createDirectory(all.resolve(name)));
    LIVE.add(directory);
    return directory;
  }

  /** Kills servers whose JVM is gone, and removes their files. */
  static void sweep() throws IOException {
    sweep(all());
  }

  private static Path all() throws IOException {
    return Files.createDirectories(Cache.root().resolve("run"));
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("error.log");
  }

  Path socket() {
    return path.resolve("s.sock");
  }

  Path pidFile() {
    return path.resolve("s.pid");
  }

  /** Removes what a killed server leaves: with it, a successor may refuse to start. */
  void removeStaleFiles() throws IOException {
    for (Path stale : List.of(socket(), path.resolve("s.sock.lock"), pidFile())) {
      Files.deleteIfExists(stale);
    }
  }

  void owner(Process started) {
    process = Optional.of(started.toHandle());
  }

  /** Kills the server if it still runs, and removes everything. */
  void close() {
    process.ifPresent(RunDirectory::killAndAwait);
    Cache.delete(path);
    LIVE.remove(this);
  }

  private static void killAndAwait(ProcessHandle handle) {
    if (handle.destroyForcibly()) {
      handle.onExit().join();
    }
  }

  private static void sweep(Path all) throws IOException {
    List<Path> found;
    try (Stream<Path> list = Files.list(all)) {
      found = list.toList();
    }
    for (Path path : found) {
      String name = path.getFileName().toString();
      long owner = Long.parseLong(name.substring(0, name.indexOf('-')));
      // A JVM that has none yet finds one with its id: that is from an earlier process.
      boolean mine = owner == ProcessHandle.current().pid() && LIVE.isEmpty();
      if (mine || ProcessHandle.of(owner).isEmpty()) {
        orphan(path).ifPresent(RunDirectory::killAndAwait);
        Cache.delete(path);
      }
    }
  }

  /**
   * The server of a directory whose JVM is gone, known by its command line, not by its id alone.
   */
  private static Optional<ProcessHandle> orphan(Path path) {
    String pid = Programs.read(path.resolve("s.pid")).trim();
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    String command = Programs.read(Path.of("/proc", pid, "cmdline"));
    return command.contains("--datadir=" + path.resolve("data"))
        ? ProcessHandle.of(Long.parseLong(pid))
        : Optional.empty();
  }
}

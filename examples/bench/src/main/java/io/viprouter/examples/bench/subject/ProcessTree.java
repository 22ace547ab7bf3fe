package io.viprouter.examples.bench.subject;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Reads what some processes and all their descendants use from {@code /proc} (see proc(5)).
 * Immutable.
 */
public final class ProcessTree {

  /** What the kernel counts processor time in; USER_HZ is 100 on every Linux. */
  private static final long NANOS_A_TICK = 10_000_000;

  /** Field 14 of {@code stat} counted from the state, which is field 3: behind the name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_SYSTEM_TIME = 14;

  private static final String RESIDENT = "VmRSS:";

  private final List<Process> roots;

  ProcessTree(List<Process> roots) {
    this.roots = List.copyOf(roots);
  }

  /**
   * Whether there is no process.
   *
   * @return true for the direct way
   */
  public boolean isEmpty() {
    return roots.isEmpty();
  }

  /**
   * Processor time of all threads, ended threads and ended children included, in user and system
   * mode; in steps of 10 ms.
   *
   * @return nanoseconds
   */
  public long cpuNanos() {
    return sum(ProcessTree::cpuTicks) * NANOS_A_TICK;
  }

  /**
   * Resident memory, shared pages included.
   *
   * @return KB of 1,024 bytes
   */
  public long residentKilobytes() {
    return sum(ProcessTree::resident);
  }

  private long sum(ToLongFunction<ProcessHandle> figure) {
    return roots.stream()
        .map(Process::toHandle)
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .mapToLong(figure)
        .sum();
  }

  private static long cpuTicks(ProcessHandle process) {
    String stat = read(process, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    List<String> fields =
        Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2).strip());
    return Stream.of(USER_TIME, SYSTEM_TIME, CHILDREN_USER_TIME, CHILDREN_SYSTEM_TIME)
        .mapToLong(field -> Long.parseLong(fields.get(field)))
        .sum();
  }

  private static long resident(ProcessHandle process) {
    return read(process, "status")
        .lines()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(
            line -> Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip()))
        .sum();
  }

  /** Empty if the process has ended. */
  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      if (!process.isAlive()) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}

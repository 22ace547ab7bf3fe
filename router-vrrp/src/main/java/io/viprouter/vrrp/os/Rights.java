package io.viprouter.vrrp.os;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this process can be a virtual router at all. Immutable: functions only. */
public final class Rights {

  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final int CAP_NET_ADMIN = 12;
  private static final int CAP_NET_RAW = 13;
  private static final String HOW =
      " Run as root, or grant both rights: in a systemd unit with 'AmbientCapabilities=CAP_NET_RAW"
          + " CAP_NET_ADMIN', by hand with 'setpriv --inh-caps +net_raw,+net_admin"
          + " --ambient-caps +net_raw,+net_admin ...'.";

  private Rights() {}

  /**
   * What is in the way on this system.
   *
   * @return a sentence, or empty if nothing is
   */
  public static Optional<String> unsupported() {
    return unsupported(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Optional<String> unsupported(String os, String arch) {
    if (!os.equals("Linux")) {
      return Optional.of("a virtual router needs Linux, this is " + os);
    }
    if (!arch.contains("64")) {
      return Optional.of("a virtual router needs a 64-bit system, this is " + arch);
    }
    try {
      return Native.POINTER_SIZE == 8
          ? Optional.empty()
          : Optional.of("a virtual router needs a 64-bit Java runtime");
    } catch (LinkageError e) {
      return Optional.of(
          "the native library of JNA cannot be loaded ("
              + e.getMessage()
              + "); if the temporary directory is mounted noexec, set -Djna.tmpdir to another one");
    }
  }

  /**
   * Which rights are missing.
   *
   * @return a sentence that names them and says how to grant them, or empty if none is
   */
  public static Optional<String> missing() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("CapEff:"))
          .findFirst()
          .flatMap(line -> missing(Long.parseUnsignedLong(line.substring(7).strip(), 16)));
    } catch (IOException e) {
      // No /proc: the sockets themselves will say what they need.
      return Optional.empty();
    }
  }

  static Optional<String> missing(long effective) {
    List<String> names = new ArrayList<>();
    if ((effective >>> CAP_NET_RAW & 1) == 0) {
      names.add("CAP_NET_RAW (to send and receive advertisements)");
    }
    if ((effective >>> CAP_NET_ADMIN & 1) == 0) {
      names.add("CAP_NET_ADMIN (to add and remove the virtual addresses)");
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("a virtual router lacks " + String.join(" and ", names) + "." + HOW);
  }
}

package io.viprouter.launcher.legacy;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code keepalived -t} over many files in a network namespace that has eth0 and eth1 and goes
 * with the process. Stateless.
 */
final class RealKeepalived {

  /** Ends at the latest after this long. */
  private static final int MOST_MINUTES = 4;

  private static final String SCRIPT =
      """
      set -e
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
      ip link set lo up
      for n in 0 1; do
        ip link add eth$n type veth peer name peer$n
        ip link set eth$n up
        ip link set peer$n up
      done
      ip address add 10.0.0.102/24 dev eth0
      ip address add 172.168.1.102/24 dev eth1
      [ "$#" -gt 0 ] || exit 0
      cd "$1"
      for d in */; do
        rc=0
        (cd "$d" && timeout 20 keepalived -t -f k.conf) >"$d/out" 2>&1 </dev/null || rc=$?
        echo $rc >"$d/rc"
      done
      """;

  private RealKeepalived() {}

  /** Skips the test, or fails it under CI, if something is missing. */
  static void require() {
    need(run(List.of("/usr/sbin/keepalived", "-v")) == 0, "keepalived (Debian package)");
    need(run(List.of("unshare", "--version")) == 0, "unshare (Debian package util-linux)");
    need(
        run(inNamespace(List.of())) == 0,
        "network namespaces with veth pairs (root, or user namespaces) and iproute2");
  }

  /** For each directory in this one, checks its k.conf and writes rc and out. */
  static void check(Path directory) {
    int code = run(inNamespace(List.of(directory.toString())));
    if (code != 0) {
      throw new AssertionError("the namespace ended with " + code);
    }
  }

  private static List<String> inNamespace(List<String> arguments) {
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> command = new java.util.ArrayList<>(List.of("unshare", "--net"));
    if (!root) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("sh", "-c", SCRIPT, "sh"));
    command.addAll(arguments);
    return command;
  }

  private static int run(List<String> command) {
    try {
      Path output = Files.createTempFile("keepalived", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new AssertionError("no end: " + Files.readString(output, StandardCharsets.UTF_8));
        }
        return process.exitValue();
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such file")) {
        return 127;
      }
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void need(boolean there, String what) {
    if (!there) {
      String text = "this test needs " + what;
      if ("true".equals(System.getenv("CI"))) {
        fail(text);
      }
      abort(text);
    }
  }
}

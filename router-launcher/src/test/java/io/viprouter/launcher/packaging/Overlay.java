package io.viprouter.launcher.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs scripts on a copy of this machine that vanishes afterwards. Stateless. */
final class Overlay {

  private static final int PATIENCE_MINUTES = 8;

  private Overlay() {}

  /** The package that the build has made. */
  static Path deb() {
    return Path.of(Objects.requireNonNull(System.getProperty("launcher.deb"), "launcher.deb"));
  }

  /** Aborts the test if a program is missing, or fails it where CI promises to have it. */
  static void needs(String... programs) {
    for (String program : programs) {
      boolean found =
          Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/lib/systemd")
              .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
      if (!found) {
        missing(program + " is missing");
      }
    }
  }

  private static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      fail(what);
    }
    abort(what);
  }

  /**
   * Runs a script as root, in namespaces of its own.
   *
   * @param more further arguments of {@code in-overlay.sh}
   * @return its output
   */
  static List<String> run(String script, String... more) throws Exception {
    needs("unshare", "apt-get", "dpkg-deb", "adduser", "deb-systemd-invoke", "systemctl", "ip");
    if (!"root".equals(System.getProperty("user.name"))) {
      missing("root is needed, for an overlay of this machine");
    }
    List<String> command =
        Stream.concat(
                Stream.of(
                    "unshare",
                    "--mount",
                    "--pid",
                    "--mount-proc",
                    "--net",
                    "--fork",
                    "--kill-child=KILL",
                    "bash",
                    resource("in-overlay.sh").toString(),
                    deb().toString(),
                    resource(script).toString()),
                Stream.of(more))
            .toList();
    return run(command);
  }

  /** Runs a program to its end, and tells what it wrote. */
  static List<String> run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile());
    builder.environment().put("TEST_CLASSES", Path.of("target/test-classes").toAbsolutePath() + "");
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        fail("still running: " + command + "; so far " + Files.readString(output));
      }
      return Files.readString(output, UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    URL url = Objects.requireNonNull(Overlay.class.getResource(name), name);
    return Path.of(url.toURI());
  }
}

package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged program, run as an operator would, on every JVM it promises to run on. */
@ParameterizedClass
@EnumSource(Jdk.class)
final class LauncherIT {

  private static final String LOG_LINE =
      "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} (ERROR|WARN |INFO |DEBUG|TRACE)"
          + " \\[[^]]+] .*";

  private final Jdk jdk;
  @TempDir Path directory = Path.of(".");

  LauncherIT(Jdk jdk) {
    this.jdk = jdk;
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("router.conf"), text).toString();
  }

  /** One section on a free port; a long grace, so that nothing ends because time is up. */
  private String oneSection(FakeServer server) throws IOException {
    return file(
        """
        router.shutdown-grace = 1h
        router.sections.rw { bind = "127.0.0.1:0", destinations = ["127.0.0.1:%d"] }
        """
            .formatted(server.port()));
  }

  private static void assertOnlyLogLines(LauncherProcess launcher) {
    assertThat(launcher.errors()).isNotEmpty().allMatch(line -> line.matches(LOG_LINE));
  }

  @Test
  void version() throws Exception {
    try (LauncherProcess launcher = LauncherProcess.start(jdk, "--version")) {
      assertThat(launcher.awaitExit()).isZero();
      String version = Objects.requireNonNull(System.getProperty("launcher.version"));
      assertThat(launcher.output()).isEqualTo("VIP Router " + version + "\n");
      assertThat(launcher.errors()).isEmpty();
    }
  }

  @Test
  void versionOfTheJvm() throws Exception {
    try (LauncherProcess launcher = LauncherProcess.start(jdk, "-V", "-v")) {
      assertThat(launcher.awaitExit()).isZero();
      assertThat(launcher.output()).containsPattern("JVM: .* " + jdk.feature() + "[.+]");
      assertThat(launcher.errors()).isEmpty();
    }
  }

  @Test
  void goodFileIsCheckedInSilence() throws Exception {
    String example = Path.of("src/main/example/router.conf").toAbsolutePath().toString();
    try (LauncherProcess launcher = LauncherProcess.start(jdk, "-c", example, "--check")) {
      assertThat(launcher.awaitExit()).isZero();
      assertThat(launcher.output()).isEmpty();
      assertThat(launcher.errors()).isEmpty();
    }
  }

  @Test
  void badFileIsToldWhole() throws Exception {
    String file = file("router.sections.rw {\n  bind = \"h\"\n  mode = read-onyl\n}\n");
    try (LauncherProcess launcher = LauncherProcess.start(jdk, "-c", file, "--check")) {
      assertThat(launcher.awaitExit()).isEqualTo(2);
      assertThat(launcher.output()).isEmpty();
      assertThat(launcher.errors())
          .containsExactly(
              file + ":1: router.sections.rw: 'destinations' is missing",
              file + ":2: router.sections.rw.bind: 'h' is not host:port, [v6]:port or unix:/path",
              file
                  + ":3: router.sections.rw.mode: unknown mode 'read-onyl'; did you mean 'read-only'?",
              "3 errors; not starting.");
    }
  }

  @Test
  void missingFile() throws Exception {
    try (LauncherProcess launcher = LauncherProcess.start(jdk, "-c", "/no/such.conf")) {
      assertThat(launcher.awaitExit()).isEqualTo(6);
      assertThat(launcher.errors())
          .containsExactly("router-launcher: /no/such.conf: there is no such file");
    }
  }

  @Test
  void noArguments() throws Exception {
    try (LauncherProcess launcher = LauncherProcess.start(jdk)) {
      assertThat(launcher.awaitExit()).isEqualTo(2);
      assertThat(launcher.errors()).hasSize(2);
    }
  }

  @Test
  void routesAndStopsInOrder() throws Exception {
    try (FakeServer server = new FakeServer();
        LauncherProcess launcher = LauncherProcess.start(jdk, "-c", oneSection(server))) {
      int port = launcher.awaitPort("rw");
      try (Socket client = FakeServer.logIn(port)) {
        FakeServer.echo(client);
      }
      launcher.signal("TERM");
      assertThat(launcher.awaitExit()).isZero();
      assertThat(launcher.output()).isEmpty();
      assertOnlyLogLines(launcher);
      assertThat(launcher.errors())
          .anyMatch(
              line -> line.matches(".* INFO  \\[[^]]+] \\[routing:rw] started: listening on 127.*"))
          .anyMatch(line -> line.endsWith("[routing:rw] stopped"))
          .noneMatch(line -> line.contains(" ERROR "))
          .noneMatch(line -> line.contains(" WARN "));
    }
  }

  @Test
  void openSessionIsLetGoOn() throws Exception {
    try (FakeServer server = new FakeServer();
        LauncherProcess launcher = LauncherProcess.start(jdk, "-c", oneSection(server))) {
      int port = launcher.awaitPort("rw");
      try (Socket client = FakeServer.logIn(port)) {
        launcher.signal("INT");
        launcher.awaitLine(line -> line.contains("SIGINT: stopping"));
        launcher.awaitLine(line -> line.endsWith("[routing:rw] stopped"));
        FakeServer.echo(client);
        FakeServer.echo(client);
      }
      assertThat(launcher.awaitExit()).isZero();
      assertOnlyLogLines(launcher);
    }
  }

  @Test
  void secondSignalStopsAtOnce() throws Exception {
    try (FakeServer server = new FakeServer();
        LauncherProcess launcher = LauncherProcess.start(jdk, "-c", oneSection(server))) {
      int port = launcher.awaitPort("rw");
      try (Socket client = FakeServer.logIn(port)) {
        launcher.signal("TERM");
        launcher.awaitLine(line -> line.contains("SIGTERM: stopping"));
        FakeServer.echo(client);
        launcher.terminateUntilExit();
        assertThat(launcher.awaitExit()).isZero();
        assertThat(ended(client)).isTrue();
      }
      assertThat(launcher.errors())
          .anyMatch(line -> line.contains("SIGTERM again: stopping at once"));
      assertOnlyLogLines(launcher);
    }
  }

  private static boolean ended(Socket client) {
    try {
      return client.getInputStream().read() < 0;
    } catch (IOException e) {
      return true; // A reset is an end, too.
    }
  }

  @Test
  void graceRunsOut() throws Exception {
    try (FakeServer server = new FakeServer();
        LauncherProcess launcher =
            LauncherProcess.start(
                jdk, "-c", oneSection(server), "--set", "router.shutdown-grace=50ms")) {
      int port = launcher.awaitPort("rw");
      try (Socket client = FakeServer.logIn(port)) {
        launcher.signal("TERM");
        assertThat(launcher.awaitExit()).isZero();
        assertThat(ended(client)).isTrue();
      }
      assertThat(launcher.errors()).anyMatch(line -> line.contains("sessions are still open"));
    }
  }

  @Test
  void hangupReloads() throws Exception {
    try (FakeServer server = new FakeServer();
        LauncherProcess launcher = LauncherProcess.start(jdk, "-c", oneSection(server))) {
      int port = launcher.awaitPort("rw");
      try (Socket client = FakeServer.logIn(port)) {
        launcher.signal("HUP");
        launcher.awaitLine(line -> line.endsWith("reload, asked by SIGHUP: nothing has changed"));
        file("router.sections.rw { bind = here }");
        launcher.signal("HUP");
        launcher.awaitLine(line -> line.contains("reload: 2 errors"));
        launcher.awaitLine(line -> line.contains("the configuration that was in force stays so"));
        file(
            """
            router.sections.rw { bind = "127.0.0.1:0", destinations = ["127.0.0.1:%1$d"] }
            router.sections.ro { bind = "127.0.0.1:0", destinations = ["127.0.0.1:%1$d"] }
            """
                .formatted(server.port()));
        launcher.signal("HUP");
        int added = launcher.awaitPort("ro");
        launcher.awaitLine(line -> line.endsWith("asked by SIGHUP: sections added: ro"));
        FakeServer.logIn(added).close();
        FakeServer.echo(client);
        FakeServer.logIn(port).close();
      }
      launcher.signal("TERM");
      assertThat(launcher.awaitExit()).isZero();
    }
  }

  @Test
  void portTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String file =
          file(
              """
              router.sections.a { bind = "127.0.0.1:0", destinations = ["127.0.0.1:1"] }
              router.sections.b { bind = "127.0.0.1:%d", destinations = ["127.0.0.1:1"] }
              """
                  .formatted(taken.getLocalPort()));
      Path pidFile = directory.resolve("router.pid");
      try (LauncherProcess launcher =
          LauncherProcess.start(jdk, "-c", file, "--pid-file", pidFile.toString())) {
        assertThat(launcher.awaitExit()).isEqualTo(1);
        assertThat(launcher.errors().stream().filter(line -> line.contains(" ERROR ")))
            .singleElement()
            .asString()
            .contains("section 'b'", "127.0.0.1:" + taken.getLocalPort(), "Address already in use");
        assertOnlyLogLines(launcher);
        assertThat(pidFile).doesNotExist();
      }
    }
  }

  /** Without its capabilities, the superuser may read and write no more than anybody else. */
  private static List<String> powerless() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    Path setpriv = Path.of("/usr/bin/setpriv");
    boolean there = Files.isExecutable(setpriv);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("setpriv (package util-linux)").isTrue();
    }
    assumeTrue(there, "setpriv (package util-linux) is missing");
    return List.of(setpriv.toString(), "--bounding-set=-all", "--inh-caps=-all");
  }

  @Test
  void unreadableFile() throws Exception {
    Path file = Path.of(file("router.sections {}"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    try (LauncherProcess launcher =
        LauncherProcess.start(powerless(), jdk, "-c", file.toString())) {
      assertThat(launcher.awaitExit()).isEqualTo(4);
      assertThat(launcher.errors())
          .singleElement()
          .asString()
          .contains(file + ": permission to read it is denied");
    }
  }

  @Test
  void permissionDenied() throws Exception {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    String file =
        file(
            "router.sections.a { bind = \"unix:%s/a.sock\", destinations = [\"127.0.0.1:2\"] }%n"
                .formatted(closed));
    try (LauncherProcess launcher = LauncherProcess.start(powerless(), jdk, "-c", file)) {
      assertThat(launcher.awaitExit()).isEqualTo(4);
      assertThat(launcher.errors().stream().filter(line -> line.contains(" ERROR ")))
          .singleElement()
          .asString()
          .contains("section 'a'", "a.sock", "ermission denied");
      assertOnlyLogLines(launcher);
    }
  }

  @Test
  void pidFileDenied() throws Exception {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    try (FakeServer server = new FakeServer();
        LauncherProcess launcher =
            LauncherProcess.start(
                powerless(), jdk, "-c", oneSection(server), "--pid-file", closed + "/router.pid")) {
      assertThat(launcher.awaitExit()).isEqualTo(4);
      assertThat(launcher.errors())
          .singleElement()
          .asString()
          .contains("router.pid: permission to write it is denied; not starting")
          .doesNotContain("Exception");
    }
  }

  @Test
  void pidFile() throws Exception {
    Path pidFile = directory.resolve("router.pid");
    try (FakeServer server = new FakeServer();
        LauncherProcess launcher =
            LauncherProcess.start(
                jdk, "-c", oneSection(server), "--pid-file", pidFile.toString())) {
      launcher.awaitPort("rw");
      assertThat(pidFile).hasContent(launcher.pid() + "\n");
      try (LauncherProcess second =
          LauncherProcess.start(jdk, "-c", oneSection(server), "--pid-file", pidFile.toString())) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.errors())
            .singleElement()
            .asString()
            .contains("pid file", "process " + launcher.pid() + " is alive; not starting");
      }
      launcher.signal("TERM");
      assertThat(launcher.awaitExit()).isZero();
      assertThat(pidFile).doesNotExist();
    }
  }
}

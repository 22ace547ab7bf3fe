package io.viprouter.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that ends without a router having run. */
final class MainTest {

  private static final String FINE =
      "router.sections.rw { bind = \"127.0.0.1:7001\", destinations = [\"db1:3306\"] }\n";

  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode run(String... args) {
    return new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(args);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("router.conf"), text).toString();
  }

  @Test
  void noArguments() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            router-launcher: a configuration file is needed: -c FILE
            Try 'router-launcher --help'.
            """);
    assertThat(out.size()).isZero();
  }

  @Test
  void help() {
    assertThat(run("--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString(UTF_8)).startsWith("Usage: router-launcher -c FILE");
    assertThat(err.size()).isZero();
  }

  @Test
  void version() {
    assertThat(run("-V")).isEqualTo(ExitCode.OK);
    assertThat(out.toString(UTF_8).lines()).hasSize(1).first().asString().startsWith("VIP Router");
  }

  @Test
  void versionAndMore() {
    assertThat(run("-V", "-v")).isEqualTo(ExitCode.OK);
    assertThat(out.toString(UTF_8)).contains("JVM: ", "OS: ");
  }

  @Test
  void missingFile() {
    assertThat(run("-c", "/no/such/router.conf")).isEqualTo(ExitCode.NO_CONFIGURATION);
    assertThat(err.toString(UTF_8))
        .isEqualTo("router-launcher: /no/such/router.conf: there is no such file\n");
  }

  @Test
  void directoryIsNoFile() {
    assertThat(run("-c", directory.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8))
        .contains(directory + ": cannot be read: it is not a regular file");
  }

  @Test
  void fineFileIsCheckedInSilence() throws IOException {
    assertThat(run("-c", file(FINE), "-t")).isEqualTo(ExitCode.OK);
    assertThat(out.size() + err.size()).isZero();
  }

  @Test
  void fineFileIsCheckedWithAWord() throws IOException {
    String file = file(FINE);
    assertThat(run("-c", file, "-t", "-v")).isEqualTo(ExitCode.OK);
    assertThat(out.toString(UTF_8)).isEqualTo(file + ": fine; sections: 1, virtual routers: 0\n");
    assertThat(err.size()).isZero();
  }

  @Test
  void probeLooksAtEverything() throws IOException {
    try (FakeServer server = new FakeServer();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String sections =
          """
          router.sections.rw { bind = "127.0.0.1:0", destinations = ["127.0.0.1:%d"] }
          router.admin.bind = ""
          """
              .formatted(server.port());
      assertThat(run("-c", file(sections), "-t", "--probe")).isEqualTo(ExitCode.OK);
      assertThat(out.toString(UTF_8))
          .isEqualTo(
              "section rw, 127.0.0.1:0: fine\ndestination 127.0.0.1:%d: fine\n"
                  .formatted(server.port()));
      out.reset();
      String more =
          """
          router.sections.ro { bind = "127.0.0.1:%d", destinations = ["127.0.0.1:1"] }
          router.virtual-routers.VI_1 {
            interface = none0, virtual-router-id = 51, addresses = ["172.168.1.20/24"]
          }
          """
              .formatted(taken.getLocalPort());
      assertThat(run("-c", file(sections + more), "-t", "--probe")).isEqualTo(ExitCode.FAILED);
      assertThat(out.toString(UTF_8))
          .contains("virtual router VI_1, interface none0: there is no such interface\n")
          .contains("127.0.0.1:" + taken.getLocalPort() + ": cannot listen: ")
          .contains("destination 127.0.0.1:1: Connection refused\n")
          .contains("destination 127.0.0.1:" + server.port() + ": fine\n");
    }
  }

  @Test
  void probeTellsWhatAStartWouldMeet() throws IOException {
    try (FakeServer server = FakeServer.refusing();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String file =
          file(
              """
              router {
                sections {
                  rw { bind = "unix:/no/such/dir/socket", destinations = ["127.0.0.1:%1$d"], health.kind = role }
                  ro { bind = "unix:%2$s", destinations = ["127.0.0.1:%1$d"] }
                }
                monitor { user = m, password = hush }
                state-file = /no/such/dir/state
                virtual-routers.VI_1 {
                  interface = lo, virtual-router-id = 51, addresses = ["172.168.1.20/24"]
                  track-interfaces = [lo, nope], source-address = "203.0.113.77"
                }
                admin.bind = "127.0.0.1:%3$d"
              }
              """
                  .formatted(
                      server.port(), directory.resolve("router.conf"), taken.getLocalPort()));
      assertThat(run("-c", file, "-t", "--probe")).isEqualTo(ExitCode.FAILED);
    }
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(out.toString(UTF_8))
        .contains("VI_1, tracked interface lo: fine\n")
        .contains("VI_1, tracked interface nope: there is no such interface\n")
        .contains("VI_1, source address 203.0.113.77: is no address of this host\n")
        .contains("state file /no/such/dir/state: there is no directory /no/such/dir\n")
        .contains("socket: cannot listen: there is no directory /no/such/dir\n")
        .contains("router.conf: cannot listen: the file exists and is no socket\n")
        .contains(": cannot listen: Address already in use")
        .containsPattern("monitor at 127.0.0.1:\\d+: cannot log in: .*Access denied")
        .doesNotContain("hush");
  }

  @Test
  void probeTellsOfAnAdminPortThatASectionHas() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String text =
        "router.sections.rw { bind = \"127.0.0.1:%1$d\", destinations = [\"127.0.0.1:1\"] }\n"
            + "router.admin.bind = \"127.0.0.1:%1$d\"";
    assertThat(run("-c", file(text.formatted(port)), "-t", "--probe")).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString(UTF_8))
        .contains("section rw, 127.0.0.1:" + port + ": fine\n")
        .contains("admin interface, 127.0.0.1:" + port + ": cannot listen: ");
  }

  @Test
  void importPrintsOrWrites() throws IOException {
    Path old =
        Files.writeString(
            directory.resolve("mysqlrouter.conf"),
            """
            [routing:rw]
            bind_address = 127.0.0.1
            bind_port = 7001
            mode = read-write
            destinations = db1,db2
            """);
    assertThat(run("import", "--mysqlrouter", old.toString())).isEqualTo(ExitCode.OK);
    assertThat(out.toString(UTF_8)).contains("first-available").contains("127.0.0.1:7001");
    assertThat(err.toString(UTF_8)).contains("mysqlrouter.conf:4").contains("--faithful");
    Path made = directory.resolve("made.conf");
    assertThat(run("import", "--mysqlrouter", old.toString(), "-o", made.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(made).hasContent(out.toString(UTF_8));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rw-------");
    assertThat(run("-c", made.toString(), "-t")).isEqualTo(ExitCode.OK);
    assertThat(run("run", "--mysqlrouter", old.toString(), "-t")).isEqualTo(ExitCode.OK);
    assertThat(run("import", "--mysqlrouter", old.toString(), "-o", made.toString()))
        .isEqualTo(ExitCode.FAILED);
    err.reset();
    assertThat(run("import", "--mysqlrouter", old.toString(), "-o", "/no/such/dir/x"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(UTF_8))
        .endsWith(
            "router-launcher: /no/such/dir/x: cannot be written: there is no directory"
                + " /no/such/dir\n");
    Files.writeString(old, "[routing:rw]\nbind_port = 99999\n");
    err.reset();
    assertThat(run("import", "--mysqlrouter", old.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).contains("needs value between").contains("; not converted.");
    assertThat(run("run", "--mysqlrouter", old.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(run("run", "--mysqlrouter", "/no/such/file")).isEqualTo(ExitCode.NO_CONFIGURATION);
  }

  @Test
  void aScriptThatIsMissingIsReportedInTheOldFile() throws IOException {
    Path router =
        Files.writeString(
            directory.resolve("m.conf"),
            "[routing:rw]\nbind_address = 127.0.0.1\nbind_port = 7001\nmode = read-only\n"
                + "destinations = db1\n");
    Path keepalived =
        Files.writeString(
            directory.resolve("k.conf"),
            """
            vrrp_instance VI_1 {
              interface eth1
              virtual_router_id 51
              priority 100
              virtual_ipaddress {
                172.168.1.20/24
              }
              notify_master "/no/such/program eth1"
            }
            """);
    String[] files = {"--mysqlrouter", router.toString(), "--keepalived", keepalived.toString()};
    assertThat(run("run", files[0], files[1], files[2], files[3], "-t")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8).lines().toList())
        .endsWith(
            keepalived
                + ":8: [vrrp_instance VI_1].notify_master: '/no/such/program' does not exist",
            "1 error; not starting.");
    assertThat(run("import", files[0], files[1], files[2], files[3])).isEqualTo(ExitCode.OK);
  }

  @Test
  void ctlSaysWhomItCannotReach() {
    assertThat(run("ctl", "--url", "http://127.0.0.1:1", "status")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(UTF_8)).contains("http://127.0.0.1:1");
    assertThat(run("ctl", "fail-back")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void faultsAreToldWithAndWithoutCheck() throws IOException {
    String file = file(FINE + "router.io-threads = 65\nrouter.oi-threads = 1\n");
    String faults =
        """
        FILE:2: router.io-threads: '65' is out of range; 0 to 64
        FILE:3: router.oi-threads: unknown key; did you mean 'io-threads'?
        2 errors; not starting.
        """
            .replace("FILE", file);
    assertThat(run("-c", file, "--check")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).isEqualTo(faults);
    err.reset();
    assertThat(run("-c", file)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).isEqualTo(faults);
    assertThat(out.size()).isZero();
  }

  @Test
  void overridesAreChecked() throws IOException {
    assertThat(run("-c", file(FINE), "-t", "--set", "router.io-threads=x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8))
        .isEqualTo("--set: router.io-threads: 'x' is not a whole number\n1 error; not starting.\n");
  }

  @Test
  void bugIsCalledOne() {
    PrintStream broken =
        new PrintStream(out, true, UTF_8) {
          @Override
          public void println(String line) {
            throw new IllegalStateException("broken on purpose");
          }
        };
    ExitCode code = new Main(broken, new PrintStream(err, true, UTF_8)).run("-V");
    assertThat(code).isEqualTo(ExitCode.BUG);
    assertThat(err.toString(UTF_8))
        .startsWith("router-launcher: this is a bug; please report it with what follows\n")
        .contains("java.lang.IllegalStateException: broken on purpose", "\tat ");
  }

  @Test
  void exampleIsFine() {
    assertThat(run("-c", "src/main/example/router.conf", "--check")).isEqualTo(ExitCode.OK);
    assertThat(out.size() + err.size()).isZero();
  }

  @Test
  void exitStatuses() {
    assertThat(ExitCode.values()).extracting(ExitCode::status).containsExactly(0, 1, 2, 4, 6, 70);
  }
}

package io.viprouter.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

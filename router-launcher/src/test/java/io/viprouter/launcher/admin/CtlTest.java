package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code ctl} against an admin interface. */
final class CtlTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
  private final FakeOperations operations = new FakeOperations(() -> snapshot);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AdminServer server;
  @TempDir Path directory = Path.of(".");

  CtlTest() throws IOException {
    server = new AdminServer(operations, ANY, "s3cret");
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String url() {
    return "http://" + Texts.address(server.address());
  }

  private int run(Map<String, String> environment, String... args) {
    out.reset();
    err.reset();
    return new Ctl(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment)
        .run(args);
  }

  private int run(String... args) {
    return run(Map.of(Ctl.URL_VARIABLE, url(), Ctl.TOKEN_VARIABLE, "s3cret"), args);
  }

  @Test
  void statusIsAligned() {
    assertThat(run("status")).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "db1:3306 is quarantined in section rw: connect: Connection refused."
                + " Clients are served by db2:3306, and one more thing.");
    assertThat(lines)
        .contains(
            "rw: read-write, first-available, listening on 172.168.1.20:7001, 171 of 512 clients")
        .anyMatch(
            l -> l.matches(" {5}db1:3306 {5}quarantined  2m\\d+s .* connect: Connection refused"))
        .anyMatch(l -> l.matches(" {2}>  db2:3306 {5}up {11}26h0m .*"))
        .anyMatch(l -> l.matches(" {2}>  VI_1 .*MASTER .*172.168.1.20/24 +this router .*"))
        .anyMatch(l -> l.contains("rw: new connections go to db2:3306, no longer to db1:3306"))
        .noneMatch(l -> l.contains("\u001b"))
        .noneMatch(l -> l.endsWith(" "));
    int state = column(lines, "DESTINATION", "STATE");
    assertThat(lines)
        .filteredOn(l -> l.contains("db1:3306 ") && l.contains(" quarantined "))
        .anyMatch(l -> l.indexOf("quarantined") == state);
  }

  private static int column(List<String> lines, String head, String name) {
    return lines.stream().filter(l -> l.contains(head)).findFirst().orElseThrow().indexOf(name);
  }

  @Test
  void colourIsForTerminals() {
    JsonNode status =
        Json.parse(
            Json.text(
                new StatusDocuments(new Samples(operations, Instant::now))
                    .of(snapshot, Instant.now())));
    String coloured = new CtlTables(true).of(status);
    assertThat(coloured).contains("\u001b[31mquarantined\u001b[0m", "\u001b[32mup\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .as("the same but for colour")
        .isEqualTo(new CtlTables(false).of(status));
  }

  @Test
  void whatMayHoldAnythingCannotMeddleWithTheTerminal() {
    Instant now = Instant.now();
    Scene scene =
        new Scene(now)
            .route("rw", Mode.READ_WRITE, Scene.quarantined("db1:3306", "\u001b[2J\rgone\n", now));
    scene.events().note("k", "\u001b]0;x\u0007", "\u009b2J");
    JsonNode status =
        Json.parse(
            Json.text(
                new StatusDocuments(new Samples(operations, Instant::now))
                    .of(scene.snapshot(), now)));
    assertThat(new CtlTables(false).of(status))
        .contains("?[2J?gone?")
        .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
  }

  @Test
  void terminalsAreTold() throws IOException {
    for (String terminal : List.of("/dev/pts/3", "/dev/tty1", "/dev/console")) {
      assertThat(CtlStatus.terminal(link(terminal))).as(terminal).isTrue();
    }
    for (String other : List.of("pipe:[123]", "/dev/null", "/tmp/out", "socket:[1]")) {
      assertThat(CtlStatus.terminal(link(other))).as(other).isFalse();
    }
    assertThat(CtlStatus.terminal(directory.resolve("none"))).isFalse();
    assertThat(CtlStatus.colourWanted(Map.of("TERM", "xterm"))).isTrue();
    assertThat(CtlStatus.colourWanted(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(CtlStatus.colourWanted(Map.of("TERM", "dumb"))).isFalse();
  }

  private Path link(String target) throws IOException {
    Path link = directory.resolve("fd");
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, Path.of(target));
  }

  @Test
  void statusAsJsonIsTheDocument() throws IOException {
    assertThat(run("status", "--json")).isZero();
    JsonNode printed = Json.parse(out.toString(UTF_8));
    JsonNode served = RawHttp.get(server, "/api/v1/status", "Authorization: Bearer s3cret").json();
    assertThat(printed.get("sections")).isEqualTo(served.get("sections"));
    assertThat(printed.get("pid")).isEqualTo(served.get("pid"));
  }

  @Test
  void watchGoesOnUntilItIsStopped() throws InterruptedException {
    Thread watcher = new Thread(() -> run("status", "--watch"));
    watcher.start();
    Eventually.holds("two looks", () -> out.toString(UTF_8).split("Last events", -1).length > 2);
    watcher.interrupt();
    watcher.join();
  }

  @Test
  @Timeout(60)
  void watchEndsWithItsReader() {
    PrintStream gone =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    Ctl ctl =
        new Ctl(
            gone,
            new PrintStream(err, true, UTF_8),
            Map.of(Ctl.URL_VARIABLE, url(), Ctl.TOKEN_VARIABLE, "s3cret"));
    assertThat(ctl.run("status", "--watch")).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void onlyWhatTakesItsTimeIsWaitedForLong() {
    assertThat(
            Stream.of(new Ctl.Undrain(), new Ctl.Kill(), new Ctl.Unblock())
                .map(Ctl.Change::patience))
        .containsOnly(Duration.ofSeconds(10));
    assertThat(
            Stream.of(new Ctl.Failback(), new Ctl.Drain(), new Ctl.Release(), new Ctl.Reload())
                .map(Ctl.Change::patience))
        .containsOnly(Duration.ofSeconds(90));
    assertThat(
            new CtlClient(URI.create(url()), "")
                .request("/", Duration.ofSeconds(10))
                .build()
                .timeout())
        .contains(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "failback rw --force, failback rw true 127.0.0.1",
    "drain rw db1:3306, drain rw db1:3306 PT30S 127.0.0.1",
    "drain rw db1:3306 --deadline 5m, drain rw db1:3306 PT5M 127.0.0.1",
    "undrain rw db1:3306, undrain rw db1:3306 127.0.0.1",
    "kill rw db1:3306, kill rw db1:3306 127.0.0.1",
    "unblock rw 10.0.0.9, unblock rw 10.0.0.9 127.0.0.1",
    "release VI_1, release VI_1 127.0.0.1"
  })
  void commands(String line, String expected) {
    assertThat(run(line.split(" ", -1))).as(err.toString(UTF_8)).isZero();
    assertThat(operations.asked).containsExactly(expected);
    assertThat(out.toString(UTF_8)).isEqualTo("done: " + expected + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "failback rw, ctl: db1:3306 lacks transactions: 3e11fa47:1-5",
    "failback nowhere, ctl: no section 'nowhere'",
    "kill rw db9:3306, ctl: section 'rw' has no destination 'db9:3306'",
    "reload, ctl: router.conf:3: router.sections.rw.mode: unknown mode"
  })
  void refusalsAreToldAndFail(String line, String expected) {
    assertThat(run(line.split(" ", -1))).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith(expected).hasLineCount(1);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "drain rw db1:3306 --deadline 1, ctl: parameter 'deadline': '1' is no duration",
    "drain rw db1:3306 --deadline soon, ctl: parameter 'deadline': 'soon' is no duration",
    "unblock rw me, ctl: parameter 'client': 'me' is no address",
  })
  void whatMakesNoSenseIsWrongUsage(String line, String expected) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).startsWith(expected).hasLineCount(1);
    assertThat(operations.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "status extra",
        "failback",
        "drain rw",
        "status --colour",
        "--url"
      })
  void wrongUsage(String line) {
    assertThat(line.isEmpty() ? run() : run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).containsAnyOf("Usage: ctl", "Did you mean: ctl");
    assertThat(operations.asked).isEmpty();
  }

  @Test
  void flagsComeBeforeTheEnvironment() {
    Map<String, String> wrong =
        Map.of(Ctl.URL_VARIABLE, "http://127.0.0.1:1", Ctl.TOKEN_VARIABLE, "x");
    assertThat(run(wrong, "--url", url(), "--token", "s3cret", "status")).isZero();
  }

  @Test
  void missingTokenIsTold() {
    assertThat(run(Map.of(), "--url", url(), "status")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo("ctl: the token is missing or wrong; give it with --token or VIPROUTER_TOKEN\n");
  }

  @Test
  void nobodyThereIsTold() {
    String nobody = "http://127.0.0.1:" + ScriptedServer.unusedPort();
    assertThat(run(Map.of(), "--url", nobody, "status")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith("ctl: nobody answers at " + nobody);
  }

  @Test
  void somebodyElseIsTold() throws IOException {
    try (ScriptedServer mysql = ScriptedServer.greeting()) {
      String url = "http://127.0.0.1:" + mysql.port();
      assertThat(run(Map.of(), "--url", url, "status")).isEqualTo(1);
      assertThat(err.toString(UTF_8)).startsWith("ctl: cannot talk to " + url);
    }
  }

  @Test
  void badUrlIsUsage() {
    assertThat(run(Map.of(), "--url", "127.0.0.1:8080", "status")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("'127.0.0.1:8080' is no URL");
  }

  @Test
  void help() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8)).contains("failback", "release", "VIPROUTER_TOKEN");
    assertThat(run("drain", "--help")).isZero();
    assertThat(out.toString(UTF_8)).contains("--deadline");
  }
}

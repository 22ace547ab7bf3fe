package io.viprouter.launcher.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import io.viprouter.core.Strategy;
import io.viprouter.launcher.config.Settings;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a mysqlrouter.conf that is fine. */
final class RouterConfTest {

  @TempDir Path directory;
  private OldFiles files;

  @BeforeEach
  void files() {
    files = new OldFiles(directory);
  }

  private Settings.Section section(String text) {
    return Finished.of(files.router(text), directory).sections().get(0);
  }

  @Test
  void everyOption() {
    Settings.Section section =
        section(
            "[routing:rw]\nbind_address = 10.0.0.1:7001\nbind_port = 7009\nsocket = /run/rw.sock\n"
                + "mode = READ-ONLY\ndestinations = db1, [::1]:3307,::2, db1:3306\n"
                + "connect_timeout = 010\nclient_connect_timeout = 0x10\nmax_connections = 7\n"
                + "max_connect_errors = 4294967295\nnet_buffer_length = 2048\nprotocol = classic\n");
    assertThat(section.name()).isEqualTo("rw");
    assertThat(section.binds())
        .containsExactly(
            InetSocketAddress.createUnresolved("10.0.0.1", 7001),
            UnixDomainSocketAddress.of("/run/rw.sock"));
    assertThat(section.mode()).isEqualTo(Mode.READ_ONLY);
    assertThat(section.strategy()).isEqualTo(Strategy.ROUND_ROBIN);
    assertThat(section.destinations())
        .extracting(d -> d.destination().toString())
        .containsExactly("db1:3306", "[::1]:3307", "[::2]:3306");
    assertThat(section.timeouts().connect()).isEqualTo(Duration.ofSeconds(8));
    assertThat(section.timeouts().clientConnect()).isEqualTo(Duration.ofSeconds(16));
    assertThat(section.limits().connections()).isEqualTo(7);
    assertThat(section.limits().connectErrors()).isEqualTo(4_294_967_295L);
    assertThat(files.shown(files.router(OldFiles.section("destinations2 = x\n")).notes()))
        .anyMatch(
            note ->
                note.endsWith(
                    "[routing:rw].destinations2: unknown option, which MySQL Router ignores too;"
                        + " did you mean 'destinations'?"));
  }

  @Test
  void defaultsCountForAllSections() {
    Settings.Section section =
        section(
            "[DEFAULT]\nconnect_timeout = {t}\nt = 4\nbind_address = 10.0.0.9\nmax_connections = 3\n"
                + "[routing:rw]\nmax_connections = {n}{n}\nn = 1\nbind_port = 7001\nmode = read-write\n"
                + "destinations = \\{db\n".replace("\\{db", "db1"));
    assertThat(section.timeouts().connect()).isEqualTo(Duration.ofSeconds(4));
    assertThat(section.limits().connections()).isEqualTo(11);
    assertThat(section.binds())
        .containsExactly(InetSocketAddress.createUnresolved("10.0.0.9", 7001));
  }

  /** What is only referred to has served its turn. */
  @Test
  void helpersAreNotNamed() {
    Conversion conversion =
        files.router(
            "[DEFAULT]\nbase = db\n" + OldFiles.section("my = 3\nconnect_timeout = {my}\n"));
    assertThat(conversion.notes()).noneMatch(note -> note.contains(".my:"));
    assertThat(conversion.notes())
        .anyMatch(note -> note.contains("[DEFAULT].base: unknown option"));
  }

  @Test
  void strategiesOfLaterVersions() {
    String text = OldFiles.section("routing_strategy = next-available\n");
    assertThat(section(text).strategy()).isEqualTo(Strategy.NEXT_AVAILABLE);
    Settings.Section robin =
        section(
            "[routing:ro]\nbind_port = 1\nrouting_strategy = round-robin\ndestinations = db1\n");
    assertThat(robin.mode()).isEqualTo(Mode.READ_ONLY);
    assertThat(robin.strategy()).isEqualTo(Strategy.ROUND_ROBIN);
  }

  @Test
  void xProtocolIsLeftOutByName() {
    Conversion conversion =
        files.router(
            OldFiles.section("")
                + "[routing:x]\nbind_port = 7003\nprotocol = x\nmode = read-only\ndestinations = a\n");
    assertThat(Finished.of(conversion, directory).sections()).hasSize(1);
    assertThat(files.shown(conversion.notes()))
        .contains(
            "mysqlrouter.conf:9: [routing:x].protocol: no equal for the X protocol: the section is"
                + " left out, nothing listens");
    assertThat(conversion.hocon()).contains("# protocol = x: no equal");
  }

  @Test
  void sectionsKeepTheirOrderAndTheirComments() {
    Conversion conversion =
        files.router("# 写\n" + OldFiles.section("# 上限\nmax_connections = 5\n") + "# 末尾\n");
    assertThat(conversion.hocon())
        .containsSubsequence("# 写", "rw {", "# 上限", "max-connections = 5", "# 末尾");
  }

  @Test
  void markAndCarriageReturns() {
    String text = "\uFEFF" + OldFiles.section("# 备注").replace("\n", "\r\n");
    assertThat(section(text).name()).isEqualTo("rw");
  }

  @Test
  void otherEncodings() {
    byte[] comment = OldFiles.section("# 备注").getBytes(Charset.forName("GB18030"));
    Path file = files.write("gb.conf", comment);
    Conversion conversion =
        files.convert(java.util.Optional.of(file), java.util.Optional.empty(), false);
    Finished.of(conversion, directory);
    assertThat(conversion.notes()).anyMatch(note -> note.endsWith(":6: the comment is not UTF-8"));
    byte[] value = OldFiles.section("socket = /备注").getBytes(Charset.forName("GB18030"));
    Path bad = files.write("gb2.conf", value);
    assertThat(
            files.convert(java.util.Optional.of(bad), java.util.Optional.empty(), false).faults())
        .anyMatch(fault -> fault.endsWith("gb2.conf:6: the line is not UTF-8"));
  }

  @Test
  void sectionsWithoutKey() {
    String text = "[routing]\nbind_port=1\nmode=read-only\ndestinations=a\n";
    assertThat(section(text).name()).isEqualTo("routing");
    Conversion two =
        files.router(text + "[routing:routing]\nbind_port=2\nmode=read-only\ndestinations=a\n");
    assertThat(Finished.of(two, directory).sections())
        .extracting(Settings.Section::name)
        .containsExactly("routing", "routing-2");
  }

  @Test
  void totalOfLaterVersions() {
    Settings settings =
        Finished.of(
            files.router("[DEFAULT]\nmax_total_connections = 600\n" + OldFiles.section("")),
            directory);
    assertThat(settings.process().maxTotalConnections()).isEqualTo(600);
  }
}

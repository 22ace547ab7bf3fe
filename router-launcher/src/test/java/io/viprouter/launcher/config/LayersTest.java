package io.viprouter.launcher.config;

import static io.viprouter.launcher.config.ConfigFiles.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, included files, the environment and the command line, and where their faults stand. */
final class LayersTest {

  @TempDir Path directory;
  private ConfigFiles files = new ConfigFiles(Path.of("."));

  @BeforeEach
  void useDirectory() {
    files = new ConfigFiles(directory);
  }

  @Test
  void missingFileIsNotAnEmptyOne() {
    assertThatThrownBy(
            () -> new SettingsReader(new Problems()).read(directory.resolve("no.conf"), List.of()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void emptyFileHasNoSection() {
    assertThat(files.faults(""))
        .containsExactly(
            "router.conf: router.sections: there is no section; at least one is needed",
            "1 error; not starting.");
  }

  @Test
  void syntax() {
    assertThat(files.faults("router {\n  io-threads = [1,\n  b = }\n"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("router.conf:3: List should have ended with ]");
  }

  @Test
  void binaryFile() throws IOException {
    Path file = Files.write(directory.resolve("b.conf"), new byte[] {'a', (byte) 0xff, 0});
    Problems problems = new Problems();
    assertThat(new SettingsReader(problems).read(file, List.of())).isEmpty();
    assertThat(problems.lines()).contains(file + ": is not a text file in UTF-8");
  }

  @Test
  void absurdNesting() {
    assertThat(files.faults("a" + "{a".repeat(200_000)))
        .containsExactly("router.conf: is nested too deeply", "1 error; not starting.");
  }

  @Test
  void fileThatIncludesItself() {
    assertThat(files.faults("include \"router.conf\""))
        .hasSize(2)
        .first()
        .asString()
        .contains("you probably have a cycle in your includes")
        .hasSizeLessThan(400);
  }

  @Test
  void pipeIsNoFile() {
    assertThatThrownBy(
            () -> new SettingsReader(new Problems()).read(Path.of("/dev/null"), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(": it is not a regular file");
  }

  @Test
  void sectionsKeepTheOrderOfTheFile() {
    StringBuilder text = new StringBuilder("router.section-defaults.destinations = [x]\n");
    for (String name : List.of("zeta", "alpha", "mu", "beta")) {
      text.append("router.sections.%s.bind = \"%s:1\"%n".formatted(name, name));
    }
    assertThat(files.settings(text.toString()).sections())
        .extracting(Settings.Section::name)
        .containsExactly("zeta", "alpha", "mu", "beta");
  }

  @Test
  void sectionDefaultsAreEverybodys() {
    Settings settings =
        files.settings(
            """
            router.section-defaults { destinations = [x], connect-timeout = 3s, health.rise = 9 }
            router.sections.a { bind = "h:1" }
            router.sections.b { bind = "h:2", connect-timeout = 4s, health { fall = 7 } }
            """);
    assertThat(settings.sections())
        .extracting(section -> section.timeouts().connect())
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(4));
    assertThat(settings.sections()).extracting(section -> section.health().rise()).containsOnly(9);
    assertThat(settings.sections().get(1).health().fall()).isEqualTo(7);
  }

  @Test
  void faultOfADefaultCountsOnce() {
    assertThat(
            files.faults(
                """
                router.section-defaults {
                  destinations = [x]
                  connect-timeout = 0s
                  health.rise = 0
                  hold-max = 0
                }
                router.sections.a { bind = "h:1" }
                router.sections.b { bind = "h:2" }
                """))
        .containsExactly(
            "router.conf:3: router.section-defaults.connect-timeout: '0s' is out of range; 1ms to"
                + " 65535s",
            "router.conf:4: router.section-defaults.health.rise: '0' is out of range; 1 to 100",
            "router.conf:5: router.section-defaults.hold-max: '0' is out of range; 1 to 65535",
            "3 errors; not starting.");
  }

  @Test
  void includedFilesAreNamed() {
    files.write("more.conf", "\nio-threads = 99\nbogus = 1\n");
    files.write("broken.conf", "\n{ a = ]");
    assertThat(files.faults("router { include \"more.conf\" }\n" + section("mode = x")))
        .containsExactly(
            "router.conf:3: router.sections.rw.mode: unknown mode 'x'; one of read-write,"
                + " read-only",
            "more.conf:2: router.io-threads: '99' is out of range; 0 to 64",
            "more.conf:3: router.bogus: unknown key",
            "3 errors; not starting.");
    assertThat(files.faults("router {\n include \"broken.conf\"\n include \"no.conf\"\n}"))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("router.conf:3: include 'no.conf': cannot be read"),
            line -> assertThat(line).startsWith("broken.conf:2: "),
            line -> assertThat(line).isEqualTo("2 errors; not starting."));
  }

  @Test
  void includeIsTaken() {
    files.write("sections.conf", section(""));
    assertThat(files.settings("include \"sections.conf\"").sections()).hasSize(1);
    assertThat(files.settings("include file(\"" + directory + "/sections.conf\")").sections())
        .hasSize(1);
    assertThat(files.faults("include file(\"" + directory + "/none.conf\")"))
        .contains("router.conf:1: include '" + "none.conf': cannot be read");
  }

  @Test
  void environment() {
    // PATH is there wherever tests run, and is no number.
    assertThat(files.faults(section("max-connections = ${?PATH}")).get(0))
        .startsWith("router.conf:2: router.sections.rw.max-connections: '")
        .endsWith("' is not a whole number");
    assertThat(files.rw("max-connections = 7\nmax-connections = ${?NO_SUCH_NAME_ANYWHERE}"))
        .extracting(section -> section.limits().connections())
        .isEqualTo(7);
  }

  @Test
  void substitutionsThatStandForNothing() {
    assertThat(
            files.faults(
                section(
                    """
                    max-connections = ${NO_SUCH_NAME}
                    mode = ${router.nowhere.to.be.found}
                    strategy = bogus
                    """)))
        .containsExactly(
            "router.conf:2: ${NO_SUCH_NAME} stands for nothing: no such key, no such environment"
                + " variable",
            "router.conf:3: ${router.nowhere.to.be.found} stands for nothing: no such key, no such"
                + " environment variable",
            "router.conf:4: router.sections.rw.strategy: unknown strategy 'bogus'; one of"
                + " first-available, next-available, primary-preferred, round-robin,"
                + " round-robin-with-fallback, least-connections",
            "3 errors; not starting.");
  }

  @Test
  void substitutionInACircle() {
    assertThat(
            files.faults(
                """
                router.sections.a.bind = ${router.sections.b.bind}
                router.sections.b.bind = ${router.sections.a.bind}
                """))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("router.conf:")
        .contains("cycle");
  }

  @Test
  void substitutedSectionIsBlamedWhereItStands() {
    assertThat(
            files.faults(
                section("max-connections = 0")
                    + "\nrouter.sections.b = ${router.sections.rw} { bind = \"h:2\" }"))
        .containsExactly(
            "router.conf:2: router.sections.b.max-connections: '0' is out of range; 1 to 65535",
            "router.conf:2: router.sections.rw.max-connections: '0' is out of range; 1 to 65535",
            "2 errors; not starting.");
  }

  @Test
  void overridesWin() {
    Settings settings =
        files.settings(
            section("max-connections = 0"),
            "router.sections.rw.max-connections=1",
            "router.sections.rw.max-connections=2",
            "router.sections.rw.bind=127.0.0.1:7009",
            "router.shutdown-grace = 3s",
            "router.sections.rw.destinations=[\"db7:3306\", \"db8:3306\"]",
            "router.sections.rw.health={ rise = 4 }");
    Settings.Section rw = settings.sections().get(0);
    assertThat(rw.limits().connections()).isEqualTo(2);
    assertThat(rw.binds()).containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 7009));
    assertThat(settings.process().shutdownGrace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(rw.destinations()).hasSize(2);
    assertThat(rw.health().rise()).isEqualTo(4);
    assertThat(rw.health().fall()).isEqualTo(3);
  }

  @Test
  void overridesAreBlamed() {
    assertThat(
            files.faults(
                section("mode = x"),
                "router.io-threads=65",
                "router.sections.rw.max-conections=4",
                "router.sections.new.bind=h:9",
                "bogus",
                "=5",
                "router..x=1",
                "router.y=[a:}"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("router.conf:2: router.sections.rw.mode: unknown"),
            line -> assertThat(line).isEqualTo("--set: '=5' is not of the form path=value"),
            line -> assertThat(line).isEqualTo("--set: 'bogus' is not of the form path=value"),
            line ->
                assertThat(line)
                    .isEqualTo("--set: 'router..x' is not a path such as router.io-threads"),
            line ->
                assertThat(line)
                    .startsWith("--set: the value of 'router.y' is not HOCON: List should have"),
            line ->
                assertThat(line)
                    .isEqualTo("--set: router.io-threads: '65' is out of range; 0 to 64"),
            line ->
                assertThat(line).isEqualTo("--set: router.sections.new: 'destinations' is missing"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "--set: router.sections.rw.max-conections: unknown key; did you mean"
                            + " 'max-connections'?"),
            line -> assertThat(line).isEqualTo("8 errors; not starting."));
  }
}

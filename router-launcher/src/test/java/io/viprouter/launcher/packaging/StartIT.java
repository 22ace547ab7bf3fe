package io.viprouter.launcher.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program of the package, with and without its class archive, on every JVM there is. */
final class StartIT {

  private static final Path PACKAGING = Path.of("src/main/deb/files").toAbsolutePath();
  private static final int STARTS = 4;

  @TempDir Path cache = Path.of(".");

  static Stream<Path> javaHomes() throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    Path jvms = Path.of("/usr/lib/jvm");
    List<Path> homes = new ArrayList<>(List.of(own));
    if (Files.isDirectory(jvms)) {
      try (Stream<Path> all = Files.list(jvms)) {
        all.filter(home -> home.getFileName().toString().startsWith("temurin-25"))
            .forEach(homes::add);
      }
    }
    return homes.stream();
  }

  private ProcessBuilder builder(Path home, Path cacheDirectory, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                home.toString(),
                "CACHE_DIRECTORY",
                cacheDirectory.toString(),
                "VIP_ROUTER_JAR",
                Objects.requireNonNull(System.getProperty("launcher.jar"), "launcher.jar"),
                "VIP_ROUTER_PROGRAM",
                PACKAGING.resolve("vip-router").toString(),
                "VIP_ROUTER_SHARE",
                PACKAGING.toString()));
    return builder;
  }

  /** Processor time until the router listens; the clock on the wall says how busy others are. */
  private Duration start(Path home, Path cacheDirectory) throws Exception {
    Process process =
        builder(
                home,
                cacheDirectory,
                PACKAGING.resolve("vip-router").toString(),
                "-c",
                PACKAGING.resolve("training.conf").toString())
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      while (lines.stream().noneMatch(line -> line.contains("started: listening"))) {
        lines.add(Objects.requireNonNull(output.readLine(), lines::toString));
      }
      Duration used = process.toHandle().info().totalCpuDuration().orElseThrow();
      // Process.destroy would close the output as well.
      process.toHandle().destroy();
      output.lines().forEach(lines::add);
      assertThat(process.waitFor()).isZero();
      assertThat(lines).allMatch(line -> line.matches("20\\d\\d-.* INFO .*"));
      return used;
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource("javaHomes")
  void archiveSavesAQuarterOfTheStartAtLeast(Path home) throws Exception {
    Path none = Files.createDirectory(cache.resolve("none"));
    Path with = Files.createDirectory(cache.resolve("with"));
    Process making =
        builder(home, with, PACKAGING.resolve("make-class-archive").toString()).start();
    String output = new String(making.getInputStream().readAllBytes(), UTF_8);
    assertThat(making.waitFor()).as(output).isZero();
    assertThat(output).isEmpty();
    try (Stream<Path> files = Files.list(with)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .singleElement()
          .asString()
          .matches("classes-\\d+\\.jsa");
    }
    Duration slowest = Duration.ofDays(1);
    Duration without = slowest;
    Duration archived = slowest;
    for (int i = 0; i < STARTS; i++) {
      without = least(without, start(home, none));
      archived = least(archived, start(home, with));
    }
    System.out.println("start on " + home + ": " + without + ", with archive " + archived);
    assertThat(archived).isLessThan(without.multipliedBy(3).dividedBy(4));
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Test
  void javaThatIsTooOldIsTold() throws Exception {
    Path home = Files.createDirectory(cache.resolve("old"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    Path bin = Files.createDirectory(home.resolve("bin"));
    Files.copy(Path.of("/bin/true").toRealPath(), bin.resolve("java"));
    Process process =
        builder(home, cache, PACKAGING.resolve("vip-router").toString(), "--version").start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("vip-router: JAVA_HOME=" + home + ": no Java 17 or later is there\n");
    assertThat(process.waitFor()).isEqualTo(1);
  }
}

package io.viprouter.launcher;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JVMs that the packaged program promises to run on. */
enum Jdk {
  JDK_17(17),
  JDK_25(25);

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private final int feature;

  Jdk(int feature) {
    this.feature = feature;
  }

  int feature() {
    return feature;
  }

  /** The java program; without one the test is aborted, or fails where CI promises to have it. */
  String java() {
    Optional<Path> home = homes().filter(this::matches).findFirst();
    if (home.isPresent()) {
      return home.get().resolve("bin/java").toString();
    }
    String missing =
        "JDK " + feature + " is missing: not in JAVA_HOME_" + feature + ", not in " + INSTALLED;
    return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
  }

  private Stream<Path> homes() {
    Stream<Path> own = Stream.of(Path.of(System.getProperty("java.home")));
    Stream<Path> named = Stream.ofNullable(System.getenv("JAVA_HOME_" + feature)).map(Path::of);
    return Stream.of(named, own, installed().stream()).flatMap(home -> home);
  }

  private static List<Path> installed() {
    if (!Files.isDirectory(INSTALLED)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(INSTALLED)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file "release" of a JDK tells its version without starting it. */
  private boolean matches(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return false;
    }
    try {
      String version = "JAVA_VERSION=\"" + feature;
      return Files.readAllLines(release).stream()
          .anyMatch(line -> line.startsWith(version + ".") || line.equals(version + "\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

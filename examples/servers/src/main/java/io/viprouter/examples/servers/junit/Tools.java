package io.viprouter.examples.servers.junit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Demands the programs a test cannot do without. Thread-safe. Where the environment says {@code
 * CI=true} a missing one fails the test, because nobody would notice that it is skipped; elsewhere
 * the test is skipped with a word on what to install.
 */
public final class Tools {

  private static final boolean CI = "true".equals(System.getenv("CI"));

  private Tools() {}

  /**
   * Demands a program.
   *
   * @param program its name, as typed
   * @param debianPackage what to install if it is missing
   * @return where it is
   */
  public static Path require(String program, String debianPackage) {
    Optional<Path> found = Programs.find(program);
    demand(found.isPresent(), program + " is missing: apt-get install " + debianPackage);
    return found.orElseThrow();
  }

  /**
   * Demands a server, with the libraries it needs.
   *
   * @param flavour which one
   */
  public static void require(Flavour flavour) {
    Optional<String> missing = flavour.missing();
    demand(missing.isEmpty(), missing.orElse(""));
  }

  /**
   * Demands a file that another part of the build makes.
   *
   * @param file where it should be
   * @param otherwise how it comes there
   * @return the file
   */
  public static Path require(Path file, String otherwise) {
    demand(Files.exists(file), file + " is missing: " + otherwise);
    return file;
  }

  private static void demand(boolean met, String otherwise) {
    if (CI && !met) {
      throw new AssertionError(otherwise);
    }
    assumeTrue(met, otherwise);
  }
}

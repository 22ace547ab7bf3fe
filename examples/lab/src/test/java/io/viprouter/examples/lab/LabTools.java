package io.viprouter.examples.lab;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Optional;

/** Demands what a lab needs; with {@code CI=true} what is missing fails the test. */
final class LabTools {

  private LabTools() {}

  static void require(Optional<String> missing) {
    if (missing.isPresent()) {
      if ("true".equals(System.getenv("CI"))) {
        fail(missing.get());
      }
      abort(missing.get());
    }
  }
}

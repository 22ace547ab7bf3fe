package io.viprouter.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with many faults: all are told, in order, in the same words as ever. */
final class AllFaultsTest {

  @TempDir Path directory;

  @Test
  void manyFaults() throws IOException {
    String text = resource("many-faults.conf");
    String expected = resource("many-faults.txt");
    assertThat(
            String.join(
                    "\n",
                    new ConfigFiles(directory)
                        .faults(
                            text,
                            "router.io-threads=99",
                            "router.sections.ro.max-conections=4",
                            "bogus"))
                + "\n")
        .isEqualTo(expected);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(AllFaultsTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.viprouter.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

  private static final List<String> KNOWN =
      List.of("connect-timeout", "client-connect-timeout", "bind", "mode", "hold", "allow");

  @ParameterizedTest
  @CsvSource({
    "connect-timout, connect-timeout",
    "connect_timeout, connect-timeout",
    "Connect-Timeout, connect-timeout",
    "clinet-connect-timeout, client-connect-timeout",
    "bnid, bind",
    "bin, bind",
    "modes, mode",
  })
  void close(String written, String meant) {
    assertThat(Nearest.hint(written, KNOWN)).isEqualTo("; did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @CsvSource({"x", "timeout", "destinations", "b"})
  void far(String written) {
    assertThat(Nearest.hint(written, KNOWN)).isEmpty();
  }

  @Test
  void veryLongWordsAreNotCompared() {
    assertThat(Nearest.find("b".repeat(1_000_000), KNOWN)).isEmpty();
  }
}

package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdminRulesTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, '', ''",
    "127.9.9.9, '', ''",
    "::1, '', ''",
    "localhost, '', ''",
    "0.0.0.0, '', a token is required",
    "::, '', a token is required",
    "10.0.0.1, '', a token is required",
    "admin.example, '', a token is required",
    "0.0.0.0, t0ken, ''",
    "127.0.0.1, 'two words', a character other than",
    "127.0.0.1, 'tökén', a character other than"
  })
  void faults(String host, String token, String expected) {
    String fault =
        AdminRules.fault(InetSocketAddress.createUnresolved(host, 8080), token).orElse("");
    if (expected.isEmpty()) {
      assertThat(fault).isEmpty();
    } else {
      assertThat(fault).contains(expected);
    }
  }

  @org.junit.jupiter.api.Test
  void tokenIsBounded() {
    InetSocketAddress bind = InetSocketAddress.createUnresolved("localhost", 1);
    assertThat(AdminRules.fault(bind, "x".repeat(256))).isEmpty();
    assertThat(AdminRules.fault(bind, "x".repeat(257))).isPresent();
  }
}

package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.launcher.admin.Endpoint.Access;
import io.viprouter.launcher.admin.Gate.Visitor;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {

  private static final Gate WITHOUT_TOKEN = new Gate("");
  private static final Gate WITH_TOKEN = new Gate("s3cret");

  private static int status(Gate gate, Access access, Visitor visitor) {
    return gate.refusal(access, visitor).map(Reply::status).orElse(200);
  }

  private static Visitor local(String host, String origin, String site, String type) {
    return new Visitor(true, host, "", origin, site, type);
  }

  private static Visitor authorized(boolean loopback, String authorization) {
    return new Visitor(loopback, "db.example", authorization, "", "", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "10.0.0.1"})
  void withoutTokenThisHostIsLetIn(String host) {
    Visitor visitor = local(host, "", "", "");
    assertThat(status(WITHOUT_TOKEN, Access.READ, visitor)).isEqualTo(200);
    assertThat(status(WITHOUT_TOKEN, Access.CHANGE, visitor)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "",
        "a b",
        ":80"
      })
  void aNameThatPointsHereIsNot(String host) {
    Visitor visitor = local(host, "", "", "");
    assertThat(status(WITHOUT_TOKEN, Access.READ, visitor)).isEqualTo(403);
    assertThat(status(WITHOUT_TOKEN, Access.CHANGE, visitor)).isEqualTo(403);
    assertThat(status(WITHOUT_TOKEN, Access.OPEN, visitor)).isEqualTo(200);
  }

  @Test
  void withoutTokenAnotherHostIsNot() {
    Visitor visitor = new Visitor(false, "10.0.0.1:8080", "", "", "", "");
    assertThat(status(WITHOUT_TOKEN, Access.READ, visitor)).isEqualTo(403);
    assertThat(status(WITHOUT_TOKEN, Access.CHANGE, visitor)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 200",
    "http://127.0.0.1:8080, same-origin, 200",
    "'', none, 200",
    "http://127.0.0.1:8081, '', 403",
    "http://127.0.0.1, '', 403",
    "http://evil.example, '', 403",
    "'null', '', 403",
    "'', cross-site, 403",
    "'', same-site, 403",
    "http://127.0.0.1:8080, cross-site, 403"
  })
  void whatABrowserSendsForAnotherSiteChangesNothing(String origin, String site, int expected) {
    Visitor visitor = local("127.0.0.1:8080", origin, site, "");
    assertThat(status(WITHOUT_TOKEN, Access.CHANGE, visitor)).isEqualTo(expected);
    assertThat(status(WITHOUT_TOKEN, Access.READ, visitor)).isEqualTo(200);
    Visitor withToken = new Visitor(false, "127.0.0.1:8080", "Bearer s3cret", origin, site, "");
    assertThat(status(WITH_TOKEN, Access.CHANGE, withToken)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json; charset=utf-8, 200",
    "application/x-www-form-urlencoded, 415",
    "Text/Plain; charset=utf-8, 415",
    "multipart/form-data; boundary=x, 415"
  })
  void formsChangeNothing(String type, int expected) {
    Visitor visitor = local("localhost", "", "", type);
    assertThat(status(WITHOUT_TOKEN, Access.CHANGE, visitor)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer s3cret", "bearer s3cret", "Bearer  s3cret", "BASIC"})
  void theTokenLetsInFromAnywhereUnderAnyName(String authorization) {
    String header =
        authorization.equals("BASIC") ? "Basic " + base64("exporter:s3cret") : authorization;
    for (boolean loopback : new boolean[] {true, false}) {
      assertThat(status(WITH_TOKEN, Access.READ, authorized(loopback, header))).isEqualTo(200);
      assertThat(status(WITH_TOKEN, Access.CHANGE, authorized(loopback, header))).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer s3cre",
        "Bearer s3crett",
        "Bearer S3cret",
        "s3cret",
        "Digest s3cret",
        "Basic s3cret",
        "Basic !!!",
        "Basic czNjcmV0Og=="
      })
  void withTokenNobodyElseIs(String authorization) {
    for (boolean loopback : new boolean[] {true, false}) {
      Visitor visitor = authorized(loopback, authorization);
      assertThat(status(WITH_TOKEN, Access.READ, visitor)).isEqualTo(401);
      assertThat(status(WITH_TOKEN, Access.CHANGE, visitor)).isEqualTo(401);
      assertThat(status(WITH_TOKEN, Access.OPEN, visitor)).isEqualTo(200);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}

package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.Eventually;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server itself, over sockets. */
final class AdminServerTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
  private final FakeOperations operations = new FakeOperations(() -> snapshot);
  private final List<AdminServer> servers = new ArrayList<>();
  private final AdminServer server;

  AdminServerTest() throws IOException {
    server = new AdminServer(operations, ANY, "");
  }

  @BeforeEach
  void start() throws IOException {
    servers.add(server.start());
  }

  @AfterEach
  void stop() {
    servers.forEach(AdminServer::close);
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/page.js, text/javascript; charset=utf-8",
    "/charts.js, text/javascript; charset=utf-8",
    "/page.css, text/css; charset=utf-8",
    "/icon.svg, image/svg+xml",
    "/metrics, text/plain; version=0.0.4; charset=utf-8",
    "/api/v1/status, application/json",
    "/api/v1/openapi.json, application/json"
  })
  void answersGetAndHead(String path, String type) throws IOException {
    RawHttp.Response got = RawHttp.get(server, path);
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).isEqualTo(type);
    assertThat(got.body()).isNotEmpty();
    RawHttp.Response head = RawHttp.ask(server, "HEAD " + path);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).matches("[1-9]\\d*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/api/v1/status", "/nothing"})
  void everyAnswerIsHedged(String path) throws IOException {
    RawHttp.Response got = RawHttp.get(server, path);
    assertThat(got.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(got.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(got.header("Cache-Control")).isEqualTo("no-store");
    assertThat(got.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /nothing, 404, ''",
    "GET /api/v1/sections/rw, 404, ''",
    "POST /api/v1/status, 405, 'GET, HEAD'",
    "DELETE /api/v1/status, 405, 'GET, HEAD'",
    "OPTIONS /api/v1/status, 405, 'GET, HEAD'",
    "GET /api/v1/sections/rw/kill?destination=db1:3306, 405, POST",
    "HEAD /api/v1/reload, 405, POST",
    "GET /%zz, 400, ''"
  })
  void whatIsNotThere(String request, int status, String allowed) throws IOException {
    RawHttp.Response got = RawHttp.ask(server, request);
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.header("Allow")).isEqualTo(allowed);
    assertThat(operations.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/sections/rw/failback?force=true, failback rw true 127.0.0.1",
    "/api/v1/sections/rw/failback?force, failback rw true 127.0.0.1",
    "/api/v1/sections/rw/drain?destination=db1:3306, drain rw db1:3306 PT30S 127.0.0.1",
    "/api/v1/sections/rw/drain?destination=db1&deadline=0s, drain rw db1:3306 PT0S 127.0.0.1",
    "/api/v1/sections/rw/drain?destination=db1%3A3306&deadline=5m, drain rw db1:3306 PT5M 127.0.0.1",
    "/api/v1/sections/rw/undrain?destination=db1:3306, undrain rw db1:3306 127.0.0.1",
    "/api/v1/sections/rw/kill?destination=db1:3306, kill rw db1:3306 127.0.0.1",
    "/api/v1/sections/rw/unblock?client=10.0.0.9, unblock rw 10.0.0.9 127.0.0.1",
    "/api/v1/virtual-routers/VI_1/release, release VI_1 127.0.0.1"
  })
  void commands(String path, String expected) throws IOException {
    RawHttp.Response got = RawHttp.post(server, path);
    assertThat(got.status()).as(got.body()).isEqualTo(200);
    assertThat(got.json().get("text").asString()).isEqualTo("done: " + expected);
    assertThat(operations.asked).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/api/v1/sections/rw/failback, 409, lacks transactions",
        "/api/v1/reload, 409, unknown mode",
        "/api/v1/sections/rw/failback?force=maybe, 400, 'force'",
        "/api/v1/sections/ro/failback?force=true, 404, no section 'ro'",
        "/api/v1/sections/rw/kill?destination=db9:3306, 404, no destination 'db9:3306'",
        "/api/v1/sections/rw/kill, 400, 'destination' is missing",
        "/api/v1/sections/rw/kill?destination=, 400, 'destination' is missing",
        "/api/v1/sections/rw/kill?destination=db1:x, 400, 'db1:x'",
        "/api/v1/sections/rw/drain?destination=db1&deadline=soon, 400, 'soon'",
        "/api/v1/sections/rw/drain?destination=db1&deadline=-1s, 400, '-1s'",
        "/api/v1/sections/rw/drain?destination=db1&deadline=366d, 400, above 365d",
        "/api/v1/sections/rw/unblock?client=db1, 400, 'db1' is no address",
        "/api/v1/virtual-routers/VI_9/release, 404, VI_9"
      })
  void refusals(String path, int status, String text) throws IOException {
    RawHttp.Response got = RawHttp.post(server, path);
    assertThat(got.status()).as(got.body()).isEqualTo(status);
    assertThat(got.json().get("status").asInt()).isEqualTo(status);
    assertThat(got.json().get("error").asString()).contains(text);
    assertThat(operations.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Host: evil.example",
        "Content-Type: application/x-www-form-urlencoded"
      })
  void anotherSiteChangesNothing(String header) throws IOException {
    String kill = "/api/v1/sections/rw/kill?destination=db1:3306";
    assertThat(RawHttp.post(server, kill, header).status()).isIn(403, 415);
    assertThat(operations.asked).isEmpty();
    assertThat(RawHttp.post(server, kill).status()).isEqualTo(200);
  }

  @Test
  void aNameThatPointsHereReadsNothing() throws IOException {
    assertThat(RawHttp.get(server, "/api/v1/status", "Host: evil.example").status()).isEqualTo(403);
    assertThat(RawHttp.get(server, "/metrics", "Host: evil.example").status()).isEqualTo(403);
  }

  @Test
  void tokenIsAskedFor() throws IOException {
    AdminServer guarded = new AdminServer(operations, ANY, "s3cret").start();
    servers.add(guarded);
    for (String path : List.of("/api/v1/status", "/metrics", "/api/20190715/routes")) {
      RawHttp.Response without = RawHttp.get(guarded, path);
      assertThat(without.status()).isEqualTo(401);
      assertThat(without.header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(RawHttp.get(guarded, path, "Authorization: Bearer s3cret").status())
          .isEqualTo(200);
    }
    assertThat(RawHttp.post(guarded, "/api/v1/virtual-routers/VI_1/release").status())
        .isEqualTo(401);
    assertThat(operations.asked).isEmpty();
    assertThat(RawHttp.get(guarded, "/").status()).as("the page itself").isEqualTo(200);
  }

  @Test
  void withoutTokenOnlyLoopbackIsBound() {
    InetSocketAddress all = InetSocketAddress.createUnresolved("0.0.0.0", 0);
    assertThatThrownBy(() -> new AdminServer(operations, all, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a token is required");
  }

  @Test
  void takenAddressIsNamed() throws IOException {
    try (AdminServer second = new AdminServer(operations, server.address(), "")) {
      assertThatThrownBy(second::start)
          .isInstanceOf(BindException.class)
          .hasMessageContaining(Texts.address(server.address()));
    }
  }

  @Test
  void bodiesAreBounded() throws IOException {
    String head =
        "POST /api/v1/virtual-routers/VI_1/release HTTP/1.1\r\nHost: localhost\r\n"
            + "Connection: close\r\nContent-Length: ";
    RawHttp.Response fits =
        RawHttp.send(server.address(), head + "8192\r\n\r\n" + "x".repeat(8192));
    assertThat(fits.status()).isEqualTo(200);
    RawHttp.Response tooLong =
        RawHttp.send(server.address(), head + "8193\r\n\r\n" + "x".repeat(8193));
    assertThat(tooLong.status()).isEqualTo(413);
  }

  @Test
  void headersAreBounded() {
    String filler = "X-Filler: " + "x".repeat(AdminServer.MAX_HEADER_BYTES) + "\r\n";
    assertThat(
            ended("GET / HTTP/1.1\r\nHost: localhost\r\n" + filler + "Connection: close\r\n\r\n"))
        .isNotEqualTo(200);
  }

  private int ended(String request) {
    try {
      return RawHttp.send(server.address(), request).status();
    } catch (IOException e) {
      return 0; // Hung up on.
    }
  }

  /** Half of all connections send nothing, or a letter and no more; the others are served. */
  @Test
  void slowClientsDoNotHangIt() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < AdminServer.MAX_CONNECTIONS / 2; i++) {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        slow.add(socket);
        if (i % 2 == 0) {
          socket.getOutputStream().write("GET /api/v1/sta".getBytes(US_ASCII));
        }
      }
      for (int i = 0; i < 20; i++) {
        assertThat(RawHttp.get(server, "/api/v1/status").status()).isEqualTo(200);
      }
      // And those that began a request are hung up on after its time.
      slow.get(0).setSoTimeout(1);
      Eventually.holds("a slow request is ended", () -> atEnd(slow.get(0)));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static boolean atEnd(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void threadsAreDaemons() throws IOException {
    RawHttp.get(server, "/");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(
            thread ->
                thread.getName().startsWith("admin-")
                    || thread.getName().startsWith("HTTP-Dispatcher"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void faultOfOursIsAnAnswer() throws IOException {
    AdminServer broken =
        new AdminServer(
            new FakeOperations(
                () -> {
                  throw new IllegalStateException("secret detail");
                }),
            ANY,
            "");
    servers.add(broken.start());
    RawHttp.Response got = RawHttp.get(broken, "/api/v1/status");
    assertThat(got.status()).isEqualTo(500);
    assertThat(got.body()).contains("this is a bug").doesNotContain("secret detail");
  }
}

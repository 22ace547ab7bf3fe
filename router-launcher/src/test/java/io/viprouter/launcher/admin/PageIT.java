package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.viprouter.core.Mode;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import io.viprouter.vrrp.VrrpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The status page in a real browser. */
final class PageIT {

  private static final Path PICTURES = Path.of("target", "page");
  private static final InetSocketAddress ANY = new InetSocketAddress(loopback(), 0);

  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Chromium.start();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void desk() {
    browser.size(1280, 900, false);
    browser.scheme("light");
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static String url(AdminServer server) {
    return "http://" + Texts.address(server.address()) + "/";
  }

  private static void open(AdminServer server) {
    browser.open(url(server));
    browser.await("document.querySelector('#sections .card')");
  }

  /** Ten minutes of traffic that looks like some. */
  private static Samples lively(Operations operations) {
    Instant now = Instant.now();
    AtomicReference<Instant> clock = new AtomicReference<>(now);
    Random random = new Random(1);
    AtomicReference<Snapshot> then = new AtomicReference<>(operations.snapshot());
    Samples samples = new Samples(new FakeOperations(then::get), clock::get);
    for (int i = Samples.CAPACITY - 1; i > 0; i--) {
      clock.set(now.minus(Samples.INTERVAL.multipliedBy(i)));
      then.set(Scene.earlier(operations.snapshot(), i, random));
      samples.take();
    }
    clock.set(now);
    then.set(operations.snapshot());
    samples.take();
    return samples;
  }

  @Test
  void looksWell() throws IOException {
    Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
    FakeOperations operations = new FakeOperations(() -> snapshot);
    try (AdminServer server = new AdminServer(operations, ANY, "", lively(operations)).start()) {
      open(server);
      browser.await("document.querySelectorAll('.chart polyline').length === 8");
      assertThat(browser.text("document.querySelector('#verdict').innerText"))
          .contains("db1:3306 is quarantined in section rw: connect: Connection refused")
          .contains("Clients are served by db2:3306");
      assertThat(browser.text("document.querySelector('#virtual-routers').innerText"))
          .contains("VI_1", "MASTER", "this router", "VI_2", "BACKUP", "172.168.1.3");
      browser.screenshot(PICTURES.resolve("light.png"));
      String light = browser.text("getComputedStyle(document.body).backgroundColor");
      browser.scheme("dark");
      String dark = browser.text("getComputedStyle(document.body).backgroundColor");
      assertThat(dark).isNotEqualTo(light);
      assertThat(brightness(dark)).isLessThan(60);
      assertThat(brightness(light)).isGreaterThan(200);
      browser.screenshot(PICTURES.resolve("dark.png"));
      browser.scheme("light");
      for (int width : new int[] {320, 390}) {
        browser.size(width, 844, true);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .as("width of the page on a screen of %s", width)
            .isLessThanOrEqualTo(width);
      }
      browser.screenshot(PICTURES.resolve("phone.png"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static double brightness(String rgb) {
    return Arrays.stream(rgb.replaceAll("[^0-9,]", "").split(",", -1))
        .mapToInt(Integer::parseInt)
        .average()
        .orElseThrow();
  }

  @Test
  void saysThatAllIsWell() throws IOException {
    Snapshot snapshot = Scene.well(Instant.now()).snapshot();
    try (AdminServer server =
        new AdminServer(new FakeOperations(() -> snapshot), ANY, "").start()) {
      open(server);
      assertThat(browser.text("document.querySelector('#verdict').innerText"))
          .isEqualTo("All is well: 2 sections, 4 destinations up, VI_1 is MASTER.");
      assertThat(browser.text("document.body.dataset.level")).isEqualTo("ok");
      assertThat(browser.text("getComputedStyle(document.querySelector('#problems')).display"))
          .isEqualTo("none");
      browser.screenshot(PICTURES.resolve("well.png"));
    }
  }

  @Test
  void pressingFailbackMovesTheCurrentDestination() throws Exception {
    try (ScriptedServer first = ScriptedServer.greeting();
        ScriptedServer second = ScriptedServer.greeting();
        RealRouter running = new RealRouter(first, second);
        AdminServer server = new AdminServer(running.operations(), ANY, "").start()) {
      String away = "127.0.0.1:" + second.port();
      running.failOver(first, away);
      String home = "127.0.0.1:" + first.port();
      open(server);
      browser.await(current(away));
      assertThat(browser.text("document.querySelector('#verdict').innerText"))
          .contains("Section rw runs on " + away)
          .contains(home + " is up again");
      browser.evaluate("document.querySelector('button[data-command=failback]').click()");
      browser.await(current(home));
      browser.await("document.querySelector('#answers').innerText.includes('" + home + "')");
      assertThat(running.current()).isEqualTo(home);
      browser.await("document.querySelector('#verdict').innerText.startsWith('All is well')");
      try (ScriptedClient client = ScriptedClient.connect(running.route("rw").port())) {
        assertThat(client.readGreeting()).isEqualTo(first.version());
      }
      assertThat(browser.text("document.querySelector('#events').innerText"))
          .contains("failback, asked by 127.0.0.1: new connections go to " + home);
    }
  }

  private static String current(String address) {
    return "document.querySelector('tr.current .address')?.innerText === '" + address + "'";
  }

  @Test
  void refusedFailbackAsksBeforeItForces() throws IOException {
    Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
    FakeOperations operations = new FakeOperations(() -> snapshot);
    try (AdminServer server = new AdminServer(operations, ANY, "").start()) {
      open(server);
      browser.evaluate("document.querySelector('button[data-command=failback]').click()");
      browser.await("document.querySelector('#ask').open");
      assertThat(browser.text("document.querySelector('#ask').innerText"))
          .contains("db1:3306 lacks transactions: 3e11fa47:1-5");
      assertThat(operations.asked).isEmpty();
      browser.evaluate("document.querySelector('#ask-yes').click()");
      Eventually.is(List.of("failback rw true 127.0.0.1"), () -> operations.asked);
    }
  }

  @Test
  void worksWithTheKeyboardAlone() throws IOException {
    Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
    FakeOperations operations = new FakeOperations(() -> snapshot);
    try (AdminServer server = new AdminServer(operations, ANY, "").start()) {
      open(server);
      browser.evaluate("document.activeElement.blur()");
      tabTo("document.activeElement.ariaLabel === 'Drain db1:3306 in rw'");
      assertThat(browser.text("getComputedStyle(document.activeElement).outlineStyle"))
          .as("the focus is seen")
          .isEqualTo("solid");
      browser.press("Enter", 13);
      browser.await("document.querySelector('#ask').open");
      browser.await("document.activeElement.id === 'ask-input'");
      browser.press("Escape", 27);
      browser.await("!document.querySelector('#ask').open");
      assertThat(operations.asked).isEmpty();
      browser.await("document.activeElement.ariaLabel === 'Drain db1:3306 in rw'");
      browser.press("Enter", 13);
      browser.await("document.activeElement.id === 'ask-input'");
      browser.evaluate("document.activeElement.select()");
      browser.type("5m");
      tabTo("document.activeElement.id === 'ask-yes'");
      browser.press("Enter", 13);
      Eventually.is(List.of("drain rw db1:3306 PT5M 127.0.0.1"), () -> operations.asked);
    }
  }

  /** The browser tells of the end of the first dialog when the second one is open already. */
  @Test
  void aQuestionAskedAgainAtOnceKeepsItsAnswer() throws IOException {
    Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
    FakeOperations operations = new FakeOperations(() -> snapshot);
    try (AdminServer server = new AdminServer(operations, ANY, "").start()) {
      open(server);
      browser.evaluate(
          "{ const drain = document.querySelector(\"[aria-label='Drain db1:3306 in rw']\");"
              + "drain.click(); document.querySelector('#ask').close(''); drain.click(); }");
      // As many turns of the browser as it needs to tell of it.
      browser.evaluate("window.told = 0; setTimeout(() => setTimeout(() => window.told = 1))");
      browser.await("window.told === 1");
      browser.evaluate("document.querySelector('#ask-yes').click()");
      Eventually.is(List.of("drain rw db1:3306 PT30S 127.0.0.1"), () -> operations.asked);
    }
  }

  private static void tabTo(String condition) {
    for (int i = 0; i < 60; i++) {
      browser.press("Tab", 9);
      if (browser.evaluate("Boolean(" + condition + ")").asBoolean()) {
        return;
      }
    }
    throw new AssertionError("no Tab leads to " + condition);
  }

  /** Names, landmarks and live regions, as a screen reader would be told. */
  @Test
  void isNamedForScreenReaders() throws IOException {
    Snapshot snapshot = Scene.failedOver(Instant.now()).snapshot();
    try (AdminServer server =
        new AdminServer(new FakeOperations(() -> snapshot), ANY, "").start()) {
      open(server);
      assertThat(
              browser.text(
                  "[...document.querySelectorAll('button, input, svg[role=img]')].filter(e =>"
                      + " !e.closest('dialog') && !(e.ariaLabel || e.innerText)).length"))
          .as("controls and charts without a name")
          .isEqualTo("0");
      assertThat(
              browser.text(
                  "['header','main','footer','nav','h1','[aria-live=polite][role=status]',"
                      + "'[role=log]'].filter(s => !document.querySelector(s)).join()"))
          .isEmpty();
      assertThat(browser.text("document.documentElement.lang")).isEqualTo("en");
      // Updates do not take the focus away, nor the node under it.
      browser.evaluate("document.querySelector('button[data-command=kill]:enabled').focus()");
      browser.evaluate("window.held = document.activeElement");
      browser.evaluate("window.before = document.querySelector('#pulse').textContent");
      browser.await("document.querySelector('#pulse').textContent !== window.before");
      assertThat(browser.evaluate("document.activeElement === window.held").asBoolean()).isTrue();
    }
  }

  @Test
  void hostileTextsAreShownAsText() throws IOException {
    String markup = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
    Instant now = Instant.now();
    Scene scene =
        new Scene(now)
            .route(
                "rw",
                Mode.READ_WRITE,
                true,
                List.of("<b>10.0.0.9</b>"),
                Scene.quarantined("<i>db1</i>:3306", markup, now),
                Scene.up("db2\"onclick=\"x:3306", true, 1, now))
            .virtualRouter("VI_1", VrrpState.FAULT, markup);
    scene.events().note(markup, markup, markup);
    Snapshot snapshot = scene.snapshot();
    try (AdminServer server =
        new AdminServer(new FakeOperations(() -> snapshot), ANY, "").start()) {
      open(server);
      assertThat(browser.text("document.body.innerText"))
          .contains(markup, "<i>db1</i>:3306", "db2\"onclick=\"x:3306", "<b>10.0.0.9</b>");
      assertThat(browser.text("document.querySelectorAll('main img, main i, main b b').length"))
          .isEqualTo("0");
      assertThat(browser.text("String(window.hacked)")).isEqualTo("undefined");
    }
  }

  @Test
  void saysSoWhenTheRouterNoLongerAnswers() throws IOException {
    Snapshot snapshot = Scene.well(Instant.now()).snapshot();
    AdminServer server = new AdminServer(new FakeOperations(() -> snapshot), ANY, "").start();
    try (server) {
      open(server);
    }
    browser.await("document.body.classList.contains('stale')");
    assertThat(browser.text("document.querySelector('#verdict').innerText"))
        .startsWith("The router does not answer. What is shown below is as of ");
  }

  @Test
  void asksForTheTokenOnce() throws IOException {
    Snapshot snapshot = Scene.well(Instant.now()).snapshot();
    try (AdminServer server =
        new AdminServer(new FakeOperations(() -> snapshot), ANY, "s3cret").start()) {
      browser.open(url(server));
      browser.await("document.querySelector('#ask').open");
      browser.type("s3cret");
      browser.press("Enter", 13);
      browser.await("document.querySelector('#sections .card')");
      assertThat(browser.text("sessionStorage.getItem('viprouter-token')")).isEqualTo("s3cret");
      browser.call("Page.reload", Map.of());
      browser.await("document.querySelector('#sections .card')");
      assertThat(browser.evaluate("document.querySelector('#ask').open").asBoolean()).isFalse();
    }
  }

  /** A page of another origin may send, but nothing comes of it. */
  @Test
  void anotherSiteChangesNothing() throws IOException {
    Snapshot snapshot = Scene.well(Instant.now()).snapshot();
    FakeOperations operations = new FakeOperations(() -> snapshot);
    HttpServer evil = evil();
    try (AdminServer target = new AdminServer(operations, ANY, "").start()) {
      browser.open("http://localhost:" + evil.getAddress().getPort() + "/");
      String kill = url(target) + "api/v1/sections/rw/kill?destination=db1:3306";
      browser.evaluate("fetch('" + kill + "', {method: 'POST', mode: 'no-cors'}).catch(() => 0)");
      Eventually.holds(
          "the request came and was refused",
          () ->
              browser.complaints().stream()
                  .anyMatch(c -> c.contains("403") || c.contains("ERR_BLOCKED_BY_RESPONSE")));
      browser.evaluate(
          "new Promise(done => { const f = document.createElement('form'); f.method = 'POST';"
              + "f.action = '"
              + kill
              + "'; f.target = 'here'; const i ="
              + " document.createElement('iframe'); i.name = 'here'; i.onload = () =>"
              + " f.parentNode && (i.dataset.sent ? done() : (i.dataset.sent = 1, f.submit()));"
              + " document.body.append(f, i); })");
      assertThat(operations.asked).isEmpty();
      // The same from its own page is done.
      browser.open(url(target));
      browser.evaluate("fetch('" + kill + "', {method: 'POST'})");
      assertThat(operations.asked).containsExactly("kill rw db1:3306 127.0.0.1");
    } finally {
      evil.stop(0);
    }
  }

  /** A site that holds nothing back. */
  private static HttpServer evil() throws IOException {
    HttpServer server = HttpServer.create(ANY, 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = "<!doctype html><title>evil</title><p>evil".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }
}

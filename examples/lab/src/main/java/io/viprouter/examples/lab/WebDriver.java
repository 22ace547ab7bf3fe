package io.viprouter.examples.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser on the host of the calling thread, driven by the WebDriver protocol. Confined to
 * one thread.
 */
final class WebDriver implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int TIMEOUT_MILLIS = 120_000;
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  private static final String BASE = "http://127.0.0.1:9515";

  private final LabProcess driver;
  private final String session;

  private WebDriver(LabProcess driver, String session) {
    this.driver = driver;
    this.session = session;
  }

  /** Starts driver and browser. */
  static WebDriver start(Host host, Path profile) throws IOException {
    LabProcess driver =
        LabProcess.start(
            host, List.of("chromedriver", "--port=9515"), Map.of("HOME", profile.toString()));
    driver.await("started successfully");
    Map<String, Object> options =
        Map.of(
            "args",
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--window-size=1000,700",
                "--user-data-dir=" + profile.resolve("chromium")));
    JsonNode made =
        call(
            "POST",
            "/session",
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "goog:chromeOptions",
                        options,
                        "timeouts",
                        Map.of("pageLoad", 20_000, "implicit", 0)))));
    return new WebDriver(driver, made.path("sessionId").asString());
  }

  void open(String url) throws IOException {
    post("/url", Map.of("url", url));
  }

  String title() throws IOException {
    return call("GET", "/session/" + session + "/title", Map.of()).asString();
  }

  /** Whether the page has something a selector finds. */
  boolean has(String selector) throws IOException {
    return !post("/elements", Map.of("using", "css selector", "value", selector)).isEmpty();
  }

  void type(String selector, String text) throws IOException {
    post("/element/" + find(selector) + "/value", Map.of("text", text));
  }

  void click(String selector) throws IOException {
    post("/element/" + find(selector) + "/click", Map.of());
  }

  private String find(String selector) throws IOException {
    return post("/element", Map.of("using", "css selector", "value", selector))
        .path(ELEMENT)
        .asString();
  }

  /** Keeps what the user sees. */
  void screenshot(Path file) throws IOException {
    String picture = call("GET", "/session/" + session + "/screenshot", Map.of()).asString();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException {
    return call("POST", "/session/" + session + path, body);
  }

  private static JsonNode call(String method, String path, Map<String, ?> body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(BASE + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (method.equals("POST")) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
      }
    }
    boolean good = connection.getResponseCode() / 100 == 2;
    try (InputStream in = good ? connection.getInputStream() : connection.getErrorStream()) {
      JsonNode value = JSON.readTree(in).path("value");
      if (!good) {
        throw new IOException(value.path("error").asString() + ": " + value.path("message"));
      }
      return value;
    }
  }

  @Override
  public void close() {
    try {
      call("DELETE", "/session/" + session, Map.of());
    } catch (IOException e) {
      System.err.println("the browser does not end: " + e.getMessage());
    } finally {
      driver.close();
    }
  }
}

package io.viprouter.examples.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The admin interface of a router, asked from its own host. Thread-safe; each call takes a thread
 * of its own, for only such a thread can live on another host.
 */
final class Admin {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Host host;
  private final String address;

  Admin(Host host, String address) {
    this.host = host;
    this.address = address;
  }

  /** What it answered. */
  record Reply(int status, String body) {
    boolean isOk() {
      return status / 100 == 2;
    }
  }

  /** The whole status. */
  JsonNode status() {
    return JSON.readTree(get("/api/v1/status").body());
  }

  /** The status of one section. */
  JsonNode section(String name) {
    return named(status().path("sections"), name);
  }

  /** The status of one virtual router. */
  JsonNode virtualRouter(String name) {
    return named(status().path("virtualRouters"), name);
  }

  /** Where new connections of a section go. */
  Optional<String> current(String section) {
    return StreamSupport.stream(section(section).path("destinations").spliterator(), false)
        .filter(destination -> destination.path("current").asBoolean())
        .map(destination -> destination.path("address").asString())
        .findFirst();
  }

  /** The state of a destination of a section. */
  String state(String section, String destination) {
    return StreamSupport.stream(section(section).path("destinations").spliterator(), false)
        .filter(found -> found.path("address").asString().equals(destination))
        .map(found -> found.path("state").asString())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(section + " has no " + destination));
  }

  private static JsonNode named(JsonNode all, String name) {
    return StreamSupport.stream(all.spliterator(), false)
        .filter(one -> one.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + all));
  }

  Reply get(String path) {
    return ask("GET", path);
  }

  Reply post(String path) {
    return ask("POST", path);
  }

  private Reply ask(String method, String path) {
    return host.call(
        () -> {
          HttpURLConnection connection =
              (HttpURLConnection) URI.create("http://" + address + path).toURL().openConnection();
          connection.setRequestMethod(method);
          connection.setConnectTimeout(TIMEOUT_MILLIS);
          connection.setReadTimeout(TIMEOUT_MILLIS);
          connection.setRequestProperty("Connection", "close");
          int status = connection.getResponseCode();
          return new Reply(status, body(connection, status));
        });
  }

  private static String body(HttpURLConnection connection, int status) throws IOException {
    try (InputStream body =
        status / 100 == 2 ? connection.getInputStream() : connection.getErrorStream()) {
      return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

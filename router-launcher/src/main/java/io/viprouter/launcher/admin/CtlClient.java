package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The HTTP side of {@code ctl}. Confined to one thread. */
final class CtlClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Enough for what the router knows or does at once. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For what waits for servers, sessions or another router. */
  static final Duration LONG_PATIENCE = Duration.ofSeconds(90);

  private final URI base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * Makes one.
   *
   * @param base address of the admin interface; a path in it is kept
   * @param token empty: none
   * @throws IllegalArgumentException if it is no address of HTTP
   */
  CtlClient(URI base, String token) {
    if (base.getHost() == null || !String.valueOf(base.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("no address of HTTP: " + base);
    }
    this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    this.token = token;
  }

  /** The router did not do it, or could not be asked; the message says why. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean wrongUsage;

    FailedException(String message) {
      this(message, false);
    }

    FailedException(String message, boolean wrongUsage) {
      super(message);
      this.wrongUsage = wrongUsage;
    }

    /** Whether what was asked for makes no sense. */
    boolean wrongUsage() {
      return wrongUsage;
    }
  }

  /** A part of a path or a query. */
  static String encode(String part) {
    return URLEncoder.encode(part, UTF_8).replace("+", "%20");
  }

  /** The status document. */
  JsonNode status() throws FailedException, InterruptedException {
    return send(request("/api/v1/status", PATIENCE).GET().build());
  }

  /** Gives a command, and the router's word about it. */
  String post(String path, Duration patience) throws FailedException, InterruptedException {
    JsonNode answer =
        send(request(path, patience).POST(HttpRequest.BodyPublishers.noBody()).build());
    return answer.path("text").asString();
  }

  HttpRequest.Builder request(String path, Duration patience) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest request) throws FailedException, InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (HttpTimeoutException e) {
      throw new FailedException("the router at " + base + " does not answer");
    } catch (ConnectException e) {
      throw new FailedException(
          "nobody answers at " + base + "; is the router running, and its admin.bind there?");
    } catch (IOException e) {
      throw new FailedException("cannot talk to " + base + ": " + e);
    }
    JsonNode document;
    try {
      document = Json.parse(response.body());
    } catch (JacksonException e) {
      throw new FailedException(
          base + " answers with status " + response.statusCode() + " and no JSON; not a router?");
    }
    if (response.statusCode() == 401) {
      throw new FailedException(
          document.path("error").asString() + "; give it with --token or " + Ctl.TOKEN_VARIABLE);
    }
    if (response.statusCode() != 200) {
      throw new FailedException(
          document.path("error").asString("status " + response.statusCode()),
          response.statusCode() == 400);
    }
    return document;
  }
}

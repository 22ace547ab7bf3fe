package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.viprouter.launcher.admin.Gate.Visitor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the JDK's exchanges to endpoints and back. Thread-safe: it keeps nothing. */
final class Exchanges implements HttpHandler {

  /** Most bytes of a request's body; commands need none. */
  static final int MAX_BODY_BYTES = 8 * 1024;

  private static final Logger log = LoggerFactory.getLogger(Exchanges.class);

  /** Only what this router serves is run or shown, and nobody may frame it. */
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final List<Endpoint> endpoints;
  private final Gate gate;

  Exchanges(List<Endpoint> endpoints, Gate gate) {
    this.endpoints = List.copyOf(endpoints);
    this.gate = gate;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      send(exchange, reply);
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String method =
        exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
    List<String> path;
    Map<String, String> query;
    try {
      path =
          Endpoint.split(exchange.getRequestURI().getRawPath()).stream()
              .map(part -> URLDecoder.decode(part.replace("+", "%2B"), UTF_8))
              .toList();
      query = query(exchange.getRequestURI().getRawQuery());
    } catch (IllegalArgumentException e) {
      return Reply.error(400, "the address is wrongly encoded");
    }
    TreeSet<String> allowed = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      Optional<Map<String, String>> variables = endpoint.match(path);
      if (variables.isPresent() && endpoint.access().method().equals(method)) {
        Request request = new Request(variables.get(), query, peer(exchange));
        return letIn(exchange, endpoint, request);
      }
      variables.ifPresent(found -> allowed.add(endpoint.access().allowed()));
    }
    if (allowed.isEmpty()) {
      return Reply.error(404, "there is nothing at this address");
    }
    return Reply.error(405, "method " + exchange.getRequestMethod() + " is not for this address")
        .with("Allow", String.join(", ", allowed));
  }

  private Reply letIn(HttpExchange exchange, Endpoint endpoint, Request request)
      throws IOException {
    Optional<Reply> refusal = gate.refusal(endpoint.access(), visitor(exchange));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1).length > MAX_BODY_BYTES) {
      return Reply.error(413, "a request's body has at most " + MAX_BODY_BYTES + " bytes");
    }
    try {
      return endpoint.handler().apply(request);
    } catch (Request.BadRequestException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (UnknownNameException e) {
      return Reply.error(404, String.valueOf(e.getMessage()));
    } catch (RefusedException e) {
      return Reply.error(409, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("admin interface: {} failed", endpoint.template(), e);
      return Reply.error(500, "this is a bug; the log says more");
    }
  }

  private static Visitor visitor(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    return new Visitor(
        exchange.getRemoteAddress().getAddress().isLoopbackAddress(),
        header(headers, "Host"),
        header(headers, "Authorization"),
        header(headers, "Origin"),
        header(headers, "Sec-Fetch-Site"),
        header(headers, "Content-Type"));
  }

  private static String header(Headers headers, String name) {
    return Objects.requireNonNullElse(headers.getFirst(name), "");
  }

  private static String peer(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress().getHostAddress();
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> parameters = new HashMap<>();
    if (raw != null) {
      for (String part : raw.split("&", -1)) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
      }
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    SECURITY_HEADERS.forEach(headers::set);
    headers.set("Content-Type", reply.contentType());
    reply.headers().forEach(headers::set);
    byte[] body = reply.body().getBytes(UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}

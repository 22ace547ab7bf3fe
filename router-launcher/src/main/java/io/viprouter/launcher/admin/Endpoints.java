package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.viprouter.launcher.admin.Endpoint.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that can be asked for. Stateless. */
final class Endpoints {

  private Endpoints() {}

  static List<Endpoint> of(Operations operations, Samples samples, InstantSource clock) {
    List<Endpoint> all = new ArrayList<>();
    all.addAll(page());
    all.addAll(new MetricsApi(operations).endpoints());
    all.addAll(new StatusApi(operations, samples, clock).endpoints());
    all.addAll(new CommandApi(operations).endpoints());
    all.addAll(new RouterApi(operations).endpoints());
    return all;
  }

  private static List<Endpoint> page() {
    return List.of(
        file("/", "page.html", "text/html; charset=utf-8"),
        file("/page.js", "page.js", "text/javascript; charset=utf-8"),
        file("/charts.js", "charts.js", "text/javascript; charset=utf-8"),
        file("/page.css", "page.css", "text/css; charset=utf-8"),
        file("/icon.svg", "icon.svg", "image/svg+xml"));
  }

  private static Endpoint file(String path, String resource, String contentType) {
    Reply reply = new Reply(200, contentType, resource(resource), Map.of());
    return new Endpoint(Access.OPEN, path, request -> reply);
  }

  /** A file of this package's resources. */
  static String resource(String name) {
    try (InputStream in = Endpoints.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

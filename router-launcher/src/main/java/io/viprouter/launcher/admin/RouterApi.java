package io.viprouter.launcher.admin;

import io.viprouter.core.Connection;
import io.viprouter.core.ConnectionStatus;
import io.viprouter.core.RouteStatus;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.WeightedDestination;
import io.viprouter.launcher.admin.Endpoint.Access;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * MySQL Router's own REST interface, read-only, in its shape and under its path, so that what was
 * made for it works here: the exporter, dashboards, scripts. Thread-safe.
 */
final class RouterApi {

  private static final String BASE = "/api/20190715";
  private static final String ROUTE = BASE + "/routes/{routeName}/";

  /** It writes six digits of a second, also if they are zero. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Operations operations;

  RouterApi(Operations operations) {
    this.operations = operations;
  }

  List<Endpoint> endpoints() {
    Reply swagger = new Reply(200, Reply.JSON, Endpoints.resource("swagger.json"), Map.of());
    return List.of(
        new Endpoint(Access.READ, BASE + "/swagger.json", request -> swagger),
        new Endpoint(Access.READ, BASE + "/router/status", request -> router()),
        new Endpoint(Access.READ, BASE + "/routing/status", request -> routing()),
        new Endpoint(Access.READ, BASE + "/metadata", request -> items(List.of())),
        new Endpoint(Access.READ, BASE + "/routes", request -> routes()),
        route("status", this::status),
        route("health", this::health),
        route("destinations", this::destinations),
        route("connections", this::connections),
        route("blockedHosts", route -> items(route.status().blockedClients())),
        route("config", this::config));
  }

  /** One route at one moment, with its definition. */
  private record Found(RouteStatus status, RoutingSection definition) {}

  private Endpoint route(String resource, Function<Found, Reply> handler) {
    return new Endpoint(
        Access.READ,
        ROUTE + resource,
        request -> handler.apply(find(request.variable("routeName"))));
  }

  private Found find(String name) {
    Snapshot snapshot = operations.snapshot();
    Optional<RoutingSection> definition = Optional.ofNullable(snapshot.definitions().get(name));
    return snapshot.routing().routes().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .flatMap(status -> definition.map(d -> new Found(status, d)))
        .orElseThrow(() -> new UnknownNameException("no route '" + name + "'"));
  }

  private Reply router() {
    Snapshot.Identity identity = operations.snapshot().identity();
    return document(
        "processId", identity.pid(),
        "productEdition", "VIP Router",
        "timeStarted", time(identity.startedAt()),
        "version", identity.version(),
        "hostname", identity.host());
  }

  private Reply routing() {
    Snapshot snapshot = operations.snapshot();
    int most =
        snapshot.definitions().values().stream().mapToInt(RoutingSection::maxConnections).sum();
    return document(
        "maxTotalConnections",
        most,
        "currentTotalConnections",
        snapshot.routing().activeConnections());
  }

  private Reply routes() {
    return items(
        operations.snapshot().routing().routes().stream()
            .map(route -> Map.of("name", route.name()))
            .toList());
  }

  private Reply status(Found route) {
    return document(
        "activeConnections", route.status().activeConnections(),
        "totalConnections", route.status().totalConnections(),
        "blockedHosts", route.status().blockedClients().size());
  }

  /** Not alive is an answer with status 500 there, with the same body. */
  private Reply health(Found route) {
    boolean alive = route.status().listening() && route.status().usable();
    return Reply.json(alive ? 200 : 500, Map.of("isAlive", alive));
  }

  private Reply destinations(Found route) {
    return items(
        route.definition().allDestinations().stream()
            .map(WeightedDestination::destination)
            .map(d -> ordered("address", d.host(), "port", d.port()))
            .toList());
  }

  private Reply connections(Found route) {
    return items(
        operations.connections(route.status().name()).stream().map(RouterApi::connection).toList());
  }

  private static Map<String, Object> connection(ConnectionStatus status) {
    Connection connection = status.connection();
    Map<String, Object> item =
        ordered(
            "bytesFromServer", connection.bytesFromServer(),
            "bytesToServer", connection.bytesFromClient(),
            "sourceAddress", Texts.address(connection.client()));
    connection.destination().ifPresent(d -> item.put("destinationAddress", d.toString()));
    item.put("timeStarted", time(status.acceptedAt()));
    status.connectedAt().ifPresent(at -> item.put("timeConnectedToServer", time(at)));
    status.lastFromClient().ifPresent(at -> item.put("timeLastSentToServer", time(at)));
    status.lastFromServer().ifPresent(at -> item.put("timeLastReceivedFromServer", time(at)));
    return item;
  }

  private Reply config(Found route) {
    RoutingSection section = route.definition();
    Map<String, Object> config = new LinkedHashMap<>();
    route.status().localAddresses().stream()
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .findFirst()
        .or(
            () ->
                section.binds().stream()
                    .filter(InetSocketAddress.class::isInstance)
                    .map(InetSocketAddress.class::cast)
                    .findFirst())
        .ifPresent(
            bind -> {
              config.put("bindAddress", Texts.host(bind));
              config.put("bindPort", bind.getPort());
            });
    section.binds().stream()
        .filter(UnixDomainSocketAddress.class::isInstance)
        .map(UnixDomainSocketAddress.class::cast)
        .findFirst()
        .ifPresent(bind -> config.put("socket", bind.getPath().toString()));
    config.put("clientConnectTimeoutInMs", section.clientConnectTimeout().toMillis());
    config.put("destinationConnectTimeoutInMs", section.connectTimeout().toMillis());
    config.put("maxActiveConnections", section.maxConnections());
    config.put("maxConnectErrors", section.maxConnectErrors());
    config.put("protocol", "classic");
    config.put("mode", section.mode().key());
    config.put("routingStrategy", section.strategy().key());
    return Reply.json(200, config);
  }

  private static Reply items(List<?> items) {
    return Reply.json(200, Map.of("items", items));
  }

  private static Reply document(Object... namesAndValues) {
    return Reply.json(200, ordered(namesAndValues));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}

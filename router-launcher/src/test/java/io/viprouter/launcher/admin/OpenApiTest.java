package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.viprouter.core.Mode;
import io.viprouter.vrrp.VrrpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The documents that describe the interface, held against what it answers. */
final class OpenApiTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final JsonNode OPEN_API = Json.parse(Endpoints.resource("openapi.json"));
  private static final JsonNode SWAGGER = Json.parse(Endpoints.resource("swagger.json"));
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Methods and paths that an answer with 200 was seen of. */
  private final Set<String> seen = new TreeSet<>();

  private static Set<String> described(JsonNode document, String base) {
    Set<String> all = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            all.add(method.toUpperCase(Locale.ROOT) + " " + base + path.getKey())));
    return all;
  }

  private static Set<String> served(String base) {
    FakeOperations operations = new FakeOperations(OpenApiTest::scene);
    Set<String> all = new TreeSet<>();
    Endpoints.of(operations, new Samples(operations, Instant::now), Instant::now).stream()
        .filter(endpoint -> endpoint.template().startsWith(base))
        .forEach(endpoint -> all.add(endpoint.access().method() + " " + endpoint.template()));
    return all;
  }

  private static Snapshot scene() {
    return Scene.failedOver(Instant.now()).snapshot();
  }

  @Test
  void describesWhatIsServed() {
    assertThat(described(OPEN_API, "")).isEqualTo(served("/api/v1/"));
    assertThat(described(SWAGGER, "/api/20190715")).isEqualTo(served("/api/20190715/"));
  }

  @Test
  void everyAnswerIsAsDescribed() throws IOException {
    FakeOperations operations = new FakeOperations(OpenApiTest::scene);
    try (AdminServer server = new AdminServer(operations, ANY, "").start()) {
      check(server, "GET", "/api/v1/status", "/api/v1/status");
      check(server, "GET", "/api/v1/history", "/api/v1/history?after=0");
      check(server, "GET", "/api/v1/history", "/api/v1/history?after=x");
      check(server, "GET", "/api/v1/openapi.json", "/api/v1/openapi.json");
      for (String command : List.of("drain", "undrain", "kill")) {
        section(server, command, "rw", "?destination=db1:3306");
        section(server, command, "rw", "?destination=db9:3306");
        section(server, command, "rw", "");
      }
      section(server, "failback", "rw", "?force=true");
      section(server, "failback", "rw", "");
      section(server, "failback", "no", "");
      section(server, "unblock", "rw", "?client=10.0.0.9");
      section(server, "unblock", "rw", "?client=x");
      String release = "/api/v1/virtual-routers/{name}/release";
      check(server, "POST", release, release.replace("{name}", "VI_1"));
      check(server, "POST", release, release.replace("{name}", "VI_9"));
      check(server, "POST", release, release.replace("{name}", "VI_1"), "Origin: http://evil");
      check(server, "POST", release, release.replace("{name}", "VI_1"), "Content-Type: text/plain");
      check(server, "POST", "/api/v1/reload", "/api/v1/reload");
    }
    seen.add("POST /api/v1/reload"); // The fake always refuses; its answer has been checked.
    assertThat(seen).isEqualTo(described(OPEN_API, ""));
  }

  @Test
  void withTokenTheRefusalIsAsDescribed() throws IOException {
    FakeOperations operations = new FakeOperations(OpenApiTest::scene);
    try (AdminServer server = new AdminServer(operations, ANY, "t").start()) {
      check(server, "GET", "/api/v1/status", "/api/v1/status");
      section(server, "kill", "rw", "?destination=db1:3306");
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void everyStateIsAsDescribed() throws IOException {
    Instant now = Instant.now();
    for (VrrpState state : VrrpState.values()) {
      Scene scene =
          new Scene(now)
              .route("a", Mode.READ_ONLY, Scene.up("db1:3306", false, 0, now))
              .route(
                  "b",
                  Mode.READ_WRITE,
                  false,
                  List.of("10.0.0.9"),
                  Scene.quarantined("db1:3306", "no", now))
              .virtualRouter("VI_1", state, "because");
      try (AdminServer server =
          new AdminServer(new FakeOperations(scene::snapshot), ANY, "").start()) {
        check(server, "GET", "/api/v1/status", "/api/v1/status");
      }
    }
  }

  /** What the contract with scripts promises, by name, whatever the document says of it. */
  @Test
  void holdsWhatIsPromised() throws IOException {
    try (AdminServer server =
        new AdminServer(new FakeOperations(OpenApiTest::scene), ANY, "").start()) {
      JsonNode status = RawHttp.get(server, "/api/v1/status").json();
      assertThat(names(status))
          .contains("version", "startedAt", "pid", "sections", "virtualRouters");
      JsonNode section = status.get("sections").get(0);
      assertThat(names(section))
          .contains("name", "mode", "strategy", "listening", "bind", "activeConnections")
          .contains("totalConnections", "refusedConnections", "bytesFromClients")
          .contains("bytesFromServers", "blockedClients", "destinations");
      assertThat(section.get("bind").get(0).asString()).isEqualTo("172.168.1.20:7001");
      JsonNode destination = section.get("destinations").get(0);
      assertThat(names(destination))
          .contains("address", "state", "current", "since", "activeConnections")
          .contains("totalConnections", "connectErrors", "lastError");
      assertThat(destination.get("state").asString()).isEqualTo("quarantined");
      JsonNode virtualRouter = status.get("virtualRouters").get(0);
      assertThat(names(virtualRouter))
          .contains("name", "state", "since", "virtualRouterId", "priority", "effectivePriority")
          .contains("addresses", "transitions", "advertisementsSent", "advertisementsReceived")
          .contains("rejected");
      assertThat(virtualRouter.get("state").asString()).isEqualTo("MASTER");
      assertThat(virtualRouter.get("addresses").get(0).asString()).isEqualTo("172.168.1.20/24");
    }
  }

  private static List<String> names(JsonNode node) {
    return new ArrayList<>(node.propertyNames());
  }

  private void section(AdminServer server, String command, String section, String query)
      throws IOException {
    String template = "/api/v1/sections/{section}/" + command;
    check(server, "POST", template, template.replace("{section}", section) + query);
  }

  private void check(
      AdminServer server, String method, String template, String path, String... headers)
      throws IOException {
    RawHttp.Response got = RawHttp.ask(server, method + " " + path, headers);
    JsonNode response =
        OPEN_API
            .get("paths")
            .path(template)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses")
            .path(Integer.toString(got.status()));
    assertThat(response.isMissingNode())
        .as("%s %s: status %s is not described", method, path, got.status())
        .isFalse();
    JsonNode schema = response.path("content").path("application/json").path("schema");
    assertThat(got.header("Content-Type")).isEqualTo("application/json");
    assertThat(faults(schema, "components", OPEN_API.get("components"), got.json()))
        .as("%s %s: %s", method, path, got.body())
        .isEmpty();
    if (got.status() == 200) {
      seen.add(method + " " + template);
    }
  }

  /** Where an answer differs from its schema. */
  static List<String> faults(JsonNode schema, String name, JsonNode definitions, JsonNode answer) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    schema.properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
    whole.set(name, definitions);
    return SCHEMAS.getSchema(whole).validate(answer).stream().map(Object::toString).toList();
  }
}

package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** MySQL Router's REST interface, as its exporter asks for it, over a real router. */
final class RouterApiTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String BASE = "/api/20190715";
  private static final JsonNode SWAGGER = Json.parse(Endpoints.resource("swagger.json"));

  private static JsonNode ask(AdminServer server, String template, int status) throws IOException {
    RawHttp.Response got = RawHttp.get(server, BASE + template.replace("{routeName}", "rw"));
    assertThat(got.status()).as(template).isEqualTo(status);
    JsonNode response =
        SWAGGER.get("paths").path(template).path("get").path("responses").path("" + status);
    assertThat(response.isMissingNode()).as(template).isFalse();
    if (response.has("schema")) {
      assertThat(
              OpenApiTest.faults(
                  response.get("schema"), "definitions", SWAGGER.get("definitions"), got.json()))
          .as(template + ": " + got.body())
          .isEmpty();
    }
    return got.json();
  }

  @Test
  void isAskedAsTheExporterDoes() throws IOException {
    EventLog events = new EventLog(Instant::now);
    try (ScriptedServer db = ScriptedServer.greeting();
        Router router =
            Router.builder()
                .section(
                    RoutingSection.builder("rw")
                        .bind("127.0.0.1", 0)
                        .destination("127.0.0.1", db.port())
                        .maxConnectErrors(1)
                        .build())
                .listener(events)
                .build()
                .start();
        AdminServer server =
            new AdminServer(
                    new RouterOperations(
                        new Snapshot.Identity(
                            "r", "lb1", "0.1.0", 4711, Instant.parse("2026-11-26T08:00:00Z")),
                        Running.of(router, Map::of),
                        events,
                        by -> new Answer(false, "no")),
                    ANY,
                    "")
                .start()) {
      int port = router.route("rw").port();
      ask(server, "/swagger.json", 200);
      JsonNode status = ask(server, "/router/status", 200);
      assertThat(status.get("timeStarted").asString()).isEqualTo("2026-11-26T08:00:00.000000Z");
      assertThat(status.get("processId").asInt()).isEqualTo(4711);
      assertThat(status.get("hostname").asString()).isEqualTo("lb1");
      assertThat(ask(server, "/metadata", 200).get("items")).isEmpty();
      assertThat(ask(server, "/routes", 200).toString())
          .isEqualTo("{\"items\":[{\"name\":\"rw\"}]}");
      try (ScriptedClient client = ScriptedClient.loggedIn(port)) {
        client.echo("hello");
        assertThat(ask(server, "/routes/{routeName}/status", 200).toString())
            .isEqualTo("{\"activeConnections\":1,\"totalConnections\":1,\"blockedHosts\":0}");
        assertThat(ask(server, "/routing/status", 200).toString())
            .isEqualTo("{\"maxTotalConnections\":512,\"currentTotalConnections\":1}");
        assertThat(ask(server, "/routes/{routeName}/health", 200).toString())
            .isEqualTo("{\"isAlive\":true}");
        assertThat(ask(server, "/routes/{routeName}/destinations", 200).toString())
            .isEqualTo("{\"items\":[{\"address\":\"127.0.0.1\",\"port\":" + db.port() + "}]}");
        JsonNode connection =
            ask(server, "/routes/{routeName}/connections", 200).get("items").get(0);
        assertThat(connection.get("sourceAddress").asString())
            .isEqualTo("127.0.0.1:" + client.socket().getLocalPort());
        assertThat(connection.get("destinationAddress").asString())
            .isEqualTo("127.0.0.1:" + db.port());
        assertThat(connection.get("bytesToServer").asLong()).isGreaterThan(5);
        assertThat(connection.get("bytesFromServer").asLong()).isGreaterThan(5);
        assertThat(connection.propertyNames())
            .contains(
                "timeConnectedToServer", "timeLastSentToServer", "timeLastReceivedFromServer");
      }
      assertThat(ask(server, "/routes/{routeName}/config", 200).toString())
          .isEqualTo(
              "{\"bindAddress\":\"127.0.0.1\",\"bindPort\":"
                  + port
                  + ",\"clientConnectTimeoutInMs\":9000,\"destinationConnectTimeoutInMs\":1000,"
                  + "\"maxActiveConnections\":512,\"maxConnectErrors\":1,\"protocol\":\"classic\","
                  + "\"mode\":\"read-write\",\"routingStrategy\":\"first-available\"}");
      try (ScriptedClient rude = ScriptedClient.connect(port)) {
        rude.readGreeting();
        rude.send((byte) 1, (byte) 0, (byte) 0, (byte) 1, (byte) 0);
      }
      Eventually.holds(
          "a client is blocked", () -> !router.route("rw").status().blockedClients().isEmpty());
      assertThat(ask(server, "/routes/{routeName}/blockedHosts", 200).toString())
          .isEqualTo("{\"items\":[\"127.0.0.1\"]}");
    }
  }

  @Test
  void notAliveIsAnAnswerWithStatus500() throws IOException {
    Instant now = Instant.now();
    for (Scene scene :
        List.of(
            new Scene(now).route("rw", Mode.READ_WRITE, Scene.quarantined("db1:3306", "no", now)),
            new Scene(now)
                .route(
                    "rw", Mode.READ_WRITE, false, List.of(), Scene.up("db1:3306", true, 0, now)))) {
      try (AdminServer server =
          new AdminServer(new FakeOperations(scene::snapshot), ANY, "").start()) {
        assertThat(ask(server, "/routes/{routeName}/health", 500).toString())
            .isEqualTo("{\"isAlive\":false}");
      }
    }
  }

  @Test
  void unknownRoute() throws IOException {
    try (AdminServer server =
        new AdminServer(new FakeOperations(() -> Scene.well(Instant.now()).snapshot()), ANY, "")
            .start()) {
      for (String resource :
          List.of("status", "health", "destinations", "connections", "blockedHosts", "config")) {
        assertThat(RawHttp.get(server, BASE + "/routes/none/" + resource).status()).isEqualTo(404);
      }
    }
  }
}

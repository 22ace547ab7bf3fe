package io.viprouter.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Await;
import io.viprouter.examples.servers.Connector;
import io.viprouter.examples.servers.DatabaseServer;
import io.viprouter.examples.servers.Ports;
import io.viprouter.examples.servers.junit.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program as a process, seen through its status. Confined to one test. */
final class RouterProgram implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI status;
  private final Path log;
  private final Process process;

  private RouterProgram(Process process, URI status, Path log) {
    this.process = process;
    this.status = status;
    this.log = log;
  }

  /**
   * Starts it; does not wait.
   *
   * @param directory for its configuration and its log
   * @param password of the user {@code monitor}
   * @param sections HOCON
   */
  static RouterProgram start(Path directory, String password, String... sections)
      throws IOException {
    Path jar =
        Tools.require(
            Path.of(System.getProperty("launcher.jar", "")), "mvn package -DskipTests makes it");
    int admin = Ports.free("127.0.0.1");
    Path configuration =
        Files.writeString(
            directory.resolve("router.conf"),
            """
            router {
              io-threads = 1
              admin.bind = "127.0.0.1:%d"
              monitor { user = monitor, password = "%s", interval = 200ms, max-replication-lag = 3s }
              section-defaults.health { kind = role, interval = 200ms, timeout = 5s }
              sections {
                %s
              }
            }
            """
                .formatted(admin, password, String.join("\n    ", sections)));
    Path log = directory.resolve("router.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "-c",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    URI status = URI.create("http://127.0.0.1:" + admin + "/api/v1/status");
    return new RouterProgram(process, status, log);
  }

  /** A section of the configuration, in HOCON. */
  static String section(String name, int port, String mode, DatabaseServer... destinations) {
    return "%s { bind = \"127.0.0.1:%d\", mode = %s, destinations = [%s] }"
        .formatted(
            name,
            port,
            mode,
            Stream.of(destinations)
                .map(server -> "\"" + address(server) + "\"")
                .collect(Collectors.joining(", ")));
  }

  private static String address(DatabaseServer server) {
    return server.host() + ":" + server.port();
  }

  /** Waits until a destination is in a state for a reason. */
  void awaits(String section, DatabaseServer server, String state, String cause) {
    boolean came =
        Await.until(
            LIMIT,
            () -> {
              JsonNode now = destination(section, server);
              boolean there =
                  now.path("state").asString("").equals(state)
                      && now.path("cause").asString("").contains(cause);
              return there || !process.isAlive();
            });
    assertThat(process.isAlive() && came)
        .as("%s of %s: %s%n%s", section, server, destination(section, server), log())
        .isTrue();
  }

  private JsonNode destination(String section, DatabaseServer server) {
    JsonNode found = named(status().path("sections"), "name", section);
    return named(found.path("destinations"), "address", address(server));
  }

  private static JsonNode named(JsonNode all, String key, String name) {
    return StreamSupport.stream(all.spliterator(), false)
        .filter(one -> one.path(key).asString("").equals(name))
        .findFirst()
        .orElseGet(() -> JsonMapper.shared().createObjectNode());
  }

  /** Its whole status; an empty one before it answers and after its end. */
  private JsonNode status() {
    HttpRequest request = HttpRequest.newBuilder(status).timeout(ANSWER_LIMIT).build();
    try {
      return JsonMapper.shared()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return JsonMapper.shared().createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All it has written. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A client of a section. */
  static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        Connector.MARIADB.url("127.0.0.1", port, "jumpserver"), "jumpserver", "jumpserver");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

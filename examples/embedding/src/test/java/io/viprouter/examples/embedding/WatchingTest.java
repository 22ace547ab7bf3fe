package io.viprouter.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.Router;
import io.viprouter.core.RouterListener;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to see what a router in one's own program does. */
class WatchingTest {

  private final CountingListener counts = new CountingListener();

  @TempDir Path directory;

  @Test
  void eventsBecomeFigures() throws Exception {
    String gone = "127.0.0.1:" + ScriptedServer.unusedPort();
    try (ScriptedServer server = ScriptedServer.greeting();
        Router router = EmbeddedRouter.start(counts, gone, "127.0.0.1:" + server.port())) {
      try (ScriptedClient client = ScriptedClient.loggedIn(router.route("rw").port())) {
        client.echo("x".repeat(1000));
      }
      Eventually.is(1L, () -> counts.counts().getOrDefault("closed{section=rw,code=--}", 0L));

      assertThat(counts.counts())
          .containsEntry("opened{section=rw}", 1L)
          .containsEntry("failovers{section=rw}", 1L);
      assertThat(counts.counts().get("bytes{section=rw,from=client}")).isBetween(1000L, 1200L);
    }
  }

  @Test
  void aRecordingTellsTheStoryOfAConnection() throws Exception {
    String gone = "127.0.0.1:" + ScriptedServer.unusedPort();
    Path file = directory.resolve("router.jfr");
    String client;
    String destination;
    try (Recording recording = new Recording();
        ScriptedServer server = ScriptedServer.greeting()) {
      destination = "127.0.0.1:" + server.port();
      recording.start();
      try (Router router = EmbeddedRouter.start(counts, gone, destination)) {
        try (ScriptedClient one = ScriptedClient.loggedIn(router.route("rw").port())) {
          client = "127.0.0.1:" + one.socket().getLocalPort();
        }
        Eventually.is(1L, () -> counts.counts().getOrDefault("closed{section=rw,code=--}", 0L));
        router.route("rw").drain(Destination.parse(destination), Duration.ZERO);
      }
      recording.stop();
      recording.dump(file);
    }

    List<String> lines = FlightLog.lines(file);
    assertThat(lines)
        .contains("[rw] accepted " + client, "[rw] goes from " + gone + " to " + destination)
        .anyMatch(line -> line.startsWith("[rw] " + client + " goes to " + destination + ", its "))
        .anyMatch(line -> line.startsWith("[rw] " + client + " ended with -- after "))
        .anyMatch(line -> line.startsWith("[rw] " + destination + " is maintenance: "));
  }

  @Test
  void eventsCanBeFollowedWhileTheyHappen() throws Exception {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    CountDownLatch seen = new CountDownLatch(1);
    try (ScriptedServer server = ScriptedServer.greeting();
        RecordingStream stream =
            FlightLog.follow(
                line -> {
                  lines.add(line);
                  if (line.contains(" ended with --")) {
                    seen.countDown();
                  }
                });
        Router router =
            EmbeddedRouter.start(new RouterListener() {}, "127.0.0.1:" + server.port())) {
      assertThat(stream).isNotNull();
      ScriptedClient.loggedIn(router.route("rw").port()).close();

      assertThat(seen.await(60, TimeUnit.SECONDS)).as("%s", lines).isTrue();
    }
  }
}

package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The line that a connection leaves in the log. */
class AccessLogTest {

  private static final Pattern MORE = Pattern.compile("\\.\\.\\. and ([0-9,]+) more like this.*");

  private final Fixture fixture = new Fixture();
  private final Logger access = (Logger) LoggerFactory.getLogger("io.viprouter.access");
  private final Logger root = (Logger) LoggerFactory.getLogger("io.viprouter.core.net.Journal");
  private final Recorder recorder = new Recorder();

  /** Keeps what is logged, and may stand still. */
  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    protected void append(ILoggingEvent event) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      lines.add(event.getFormattedMessage());
    }

    String next() throws InterruptedException {
      String line = lines.poll(30, TimeUnit.SECONDS);
      assertThat(line).as("a line").isNotNull();
      return line;
    }
  }

  @BeforeEach
  void record() {
    recorder.start();
    for (Logger each : List.of(access, root)) {
      each.setAdditive(false);
      each.setLevel(Level.DEBUG);
      each.addAppender(recorder);
    }
  }

  @AfterEach
  void closeAll() {
    recorder.gate.countDown();
    fixture.close();
    for (Logger each : List.of(access, root)) {
      each.detachAppender(recorder);
      each.setAdditive(true);
      each.setLevel(null);
    }
  }

  @Test
  void tellsWhoWasWhereForHowLongAndHowItEnded() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    ScriptedClient client = fixture.loggedIn(route);
    String from = "127.0.0.1:" + client.socket().getLocalPort();
    client.echo("hello");
    Connection seen = route.connections().get(0).connection();
    client.close();

    assertThat(recorder.next())
        .matches(
            Pattern.quote(
                    "[routing:rw] "
                        + from
                        + " via 127.0.0.1:"
                        + route.port()
                        + " -> 127.0.0.1:"
                        + server.port()
                        + " id=1 in="
                        + seen.bytesFromClient()
                        + " out="
                        + seen.bytesFromServer()
                        + " time=")
                + "[0-9]+\\.[0-9]{3} end=-- CLIENT_CLOSED");
  }

  @Test
  void theCodeSaysWhoEndedItAndHowFarItHadCome() throws Exception {
    ScriptedServer server = fixture.server();
    Destination destination = new Destination("127.0.0.1", server.port());
    Route route =
        fixture.route(
            Fixture.section(server.port())
                .connectTimeout(Duration.ofMillis(300))
                .clientConnectTimeout(Duration.ofMillis(500)));
    fixture.loggedIn(route).reset();
    assertThat(recorder.next()).endsWith("end=CD CLIENT_FAILED");
    ScriptedClient hungUpOn = fixture.loggedIn(route);
    server.hangUp();
    hungUpOn.atEnd();
    hungUpOn.close();
    assertThat(recorder.next()).endsWith("end=SD SERVER_CLOSED");
    fixture.loggedIn(route);
    route.kill(destination);
    assertThat(recorder.next()).endsWith("end=KD DRAINED");

    ScriptedClient polite = fixture.client(route);
    polite.readGreeting();
    polite.close();
    assertThat(recorder.next()).endsWith("end=CH CLIENT_LEFT_HANDSHAKE");
    ScriptedClient slow = fixture.client(route);
    slow.readGreeting();
    assertThat(recorder.next()).endsWith("handshake timed out");
    assertThat(endOfNext()).isEqualTo("end=cH HANDSHAKE_TIMEOUT");
    ScriptedClient wrong = fixture.client(route);
    wrong.readGreeting();
    wrong.send(Packets.login(1, "vip_router_check"));
    assertThat(wrong.read().isError()).isTrue();
    wrong.close();
    assertThat(endOfNext()).isEqualTo("end=SH LOGIN_REFUSED");

    server.follow(ScriptedServer.Script.SILENT);
    assertThat(fixture.refusal(route).errorCode()).isEqualTo(1053);
    assertThat(endOfNext()).isEqualTo("end=SC NO_DESTINATION");
  }

  /** Past the lines that are about something else. */
  private String endOfNext() throws InterruptedException {
    while (true) {
      String line = recorder.next();
      if (line.contains(" end=")) {
        return line.substring(line.indexOf("end="));
      }
    }
  }

  @Test
  void aClientTurnedAwayLeavesALineToo() throws Exception {
    Route route = fixture.route(Fixture.section(1).deny("127.0.0.1"));
    fixture.refusal(route);

    assertThat(recorder.next())
        .matches(
            "\\[routing:rw\\] 127\\.0\\.0\\.1:\\d+ via 127\\.0\\.0\\.1:\\d+ -> - id=- in=0 out=0"
                + " time=0\\.000 end=PA NOT_ALLOWED");
  }

  /** Thousands knock while the log stands still: none waits, none is forgotten. */
  @Test
  void aFloodMakesAFewLinesAndAllAreCounted() throws Exception {
    recorder.gate = new CountDownLatch(1);
    Route route = fixture.route(Fixture.section(1).deny("127.0.0.1"));
    int clients = 6000;
    for (int i = 0; i < clients; i++) {
      try (ScriptedClient client = ScriptedClient.connect(route.port())) {
        if (i % 100 == 0) {
          assertThat(client.read().errorCode()).isEqualTo(1130);
        }
      }
    }
    fixture.told.awaitTimes("refused NOT_ALLOWED", clients);
    assertThat(route.status().refusals()).containsEntry(RefusalReason.NOT_ALLOWED, (long) clients);
    recorder.gate.countDown();

    int lines = 0;
    int told = 0;
    while (told < clients) {
      String line = recorder.next();
      Matcher more = MORE.matcher(line);
      told += more.matches() ? Integer.parseInt(more.group(1).replace(",", "")) : 1;
      lines++;
    }
    assertThat(told).isEqualTo(clients);
    assertThat(lines).isLessThan(300);
  }
}

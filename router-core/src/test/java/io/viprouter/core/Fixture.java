package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.Packets;
import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Servers, clients and routers of one test; closing it closes them, the last one first. */
final class Fixture implements AutoCloseable {

  final RecordingListener told = new RecordingListener();
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  <T extends AutoCloseable> T keep(T closeable) {
    toClose.push(closeable);
    return closeable;
  }

  ScriptedServer server() {
    return keep(ScriptedServer.greeting());
  }

  ScriptedServer server(ScriptedServer.Script script) {
    return keep(ScriptedServer.of(script));
  }

  /**
   * A section "rw" on any free port, without probes, so that servers count only clients, and
   * patient.
   */
  static RoutingSectionBuilder section(int... ports) {
    RoutingSectionBuilder section =
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .health(HealthCheck.NONE)
            .connectTimeout(Duration.ofSeconds(30));
    for (int port : ports) {
      section.destination("127.0.0.1", port);
    }
    return section;
  }

  Router start(RouterBuilder builder) {
    return keep(builder.listener(told).build().start());
  }

  Route route(RoutingSectionBuilder section) {
    return start(Router.builder().section(section.build())).route("rw");
  }

  ScriptedClient client(Route route) throws IOException {
    return keep(ScriptedClient.connect(route.port()));
  }

  ScriptedClient loggedIn(Route route) throws IOException {
    return keep(ScriptedClient.loggedIn(route.port()));
  }

  /** The version of the server that answers a fresh client. */
  String whoAnswers(Route route) throws IOException {
    try (ScriptedClient client = ScriptedClient.connect(route.port())) {
      return client.readGreeting();
    }
  }

  /** The error that a fresh client gets. */
  Packets.Packet refusal(Route route) throws IOException {
    try (ScriptedClient client = ScriptedClient.connect(route.port())) {
      Packets.Packet packet = client.read();
      assertThat(packet.isError()).isTrue();
      assertThat(packet.sequence()).isZero();
      assertThat(client.atEnd()).isTrue();
      return packet;
    }
  }

  @Override
  public void close() {
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().close();
      } catch (Exception e) {
        throw new AssertionError("cannot close", e);
      }
    }
  }
}

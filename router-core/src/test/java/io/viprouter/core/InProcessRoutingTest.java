package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link Route#connect()}: the router's decisions without its hop. */
class InProcessRoutingTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private static RoutingSectionBuilder unbound(int... ports) {
    RoutingSectionBuilder section = RoutingSection.builder("rw").health(HealthCheck.NONE);
    for (int port : ports) {
      section.destination("127.0.0.1", port);
    }
    return section;
  }

  @Test
  void connectsToTheServerItself() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(unbound(server.port()));
    try (SocketChannel channel = route.connect()) {
      assertThat(channel.isBlocking()).isTrue();
      assertThat(channel.socket().getPort()).isEqualTo(server.port());
      assertThat(Packets.read(channel.socket().getInputStream()).first()).isEqualTo(10);
      assertThat(route.status().activeConnections()).isEqualTo(1);
      assertThat(route.status().destinations().get(0).activeConnections()).isEqualTo(1);
    }
    Eventually.is(0, () -> route.status().activeConnections());
    assertThat(route.status().totalConnections()).isEqualTo(1);
    assertThat(route.status().destinations().get(0).totalConnections()).isEqualTo(1);
    fixture.told.await("opened 127.0.0.1:" + server.port());
    fixture.told.await("closed CLIENT_CLOSED");
  }

  @Test
  void followsTheStrategyAndMovesOn() throws Exception {
    ScriptedServer b = fixture.server();
    Route route = fixture.route(unbound(ScriptedServer.unusedPort(), b.port()));
    for (int i = 0; i < 3; i++) {
      try (SocketChannel channel = route.connect()) {
        assertThat(channel.socket().getPort()).isEqualTo(b.port());
      }
    }
    assertThat(route.status().destinations().get(0).connectErrors()).isEqualTo(1);
  }

  @Test
  void limitsHoldAndAClosedChannelIsNoLongerCounted() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(unbound(server.port()).maxConnections(1));
    for (int i = 0; i < 20; i++) {
      SocketChannel channel = route.connect();
      assertThatThrownBy(route::connect)
          .isInstanceOf(IOException.class)
          .hasMessage("Too many connections to MySQL Router");
      channel.close();
    }
  }

  @Test
  void nobodyThereIsAnIoExceptionWithTheClientsText() {
    Route route = fixture.route(unbound(ScriptedServer.unusedPort()));

    assertThatThrownBy(route::connect)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Can't connect to remote MySQL server")
        .hasCauseInstanceOf(IOException.class);
    assertThat(route.status().activeConnections()).isZero();
  }

  @Test
  void aSilentHostCostsTheConnectTimeout() throws Exception {
    ScriptedServer next = fixture.server();
    try (BacklogFilled stopped = new BacklogFilled()) {
      Route route =
          fixture.route(unbound(stopped.port(), next.port()).connectTimeout(Duration.ofSeconds(1)));
      try (SocketChannel channel = route.connect()) {
        assertThat(channel.socket().getPort()).isEqualTo(next.port());
      }
    }
  }

  @Test
  void drainClosesTheChannel() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(unbound(server.port()));
    SocketChannel channel = fixture.keep(route.connect());

    route.drain(new Destination("127.0.0.1", server.port()), Duration.ZERO);
    assertThat(channel.isOpen()).isFalse();
    assertThat(route.status().activeConnections()).isZero();
  }

  @Test
  void closingTheRouterClosesTheChannel() throws Exception {
    ScriptedServer server = fixture.server();
    Router router = fixture.start(Router.builder().section(unbound(server.port()).build()));
    SocketChannel channel = router.route("rw").connect();

    router.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
  }

  @Test
  void aConnectThatTheRoutersEndOvertakesLeavesNoSocket() throws Exception {
    HeldBackServer server = fixture.keep(new HeldBackServer());
    CountDownLatch resolving = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Router router =
        fixture.start(
            Router.builder()
                .nameResolver(
                    host -> {
                      resolving.countDown();
                      Uninterruptibles.awaitUninterruptibly(closed);
                      return List.of(InetAddress.getLoopbackAddress());
                    })
                .section(
                    RoutingSection.builder("rw")
                        .health(HealthCheck.NONE)
                        .destination("db.example", server.port())
                        .build()));
    CompletableFuture<SocketChannel> connect =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return router.route("rw").connect();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    resolving.await();

    router.close();
    closed.countDown();

    assertThatThrownBy(connect::join).hasRootCauseInstanceOf(IllegalStateException.class);
    try (Socket dialled = server.accept()) {
      assertThat(dialled.getInputStream().read()).isEqualTo(-1);
    }
  }
}

package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application hands in fails in its own ways; the router goes on, or ends in order. */
class EmbeddersFaultsTest {

  private static final HealthCheck OFTEN =
      HealthCheck.DEFAULT.withIntervals(Duration.ofMillis(40), Duration.ofMillis(40));

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private static RouterListener whenOpened(Runnable action) {
    return new RouterListener() {
      @Override
      public void connectionOpened(Connection connection) {
        action.run();
      }
    };
  }

  @Test
  void anErrorOfAListenersHarmsNobody() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture
            .start(
                Router.builder()
                    .listener(
                        whenOpened(
                            () -> {
                              throw new AssertionError("a test's own");
                            }))
                    .section(Fixture.section(server.port()).build()))
            .route("rw");

    assertThat(fixture.loggedIn(route).echo("on")).isEqualTo("on");
    assertThat(fixture.loggedIn(route).echo("and on")).isEqualTo("and on");
  }

  @Test
  void aDeadLoopLeavesNoSocketOpen() throws Exception {
    ScriptedServer server = fixture.server();
    AtomicBoolean spent = new AtomicBoolean();
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    RouterListener listener =
        new RouterListener() {
          @Override
          public void connectionOpened(Connection connection) {
            if (spent.get()) {
              throw new OutOfMemoryError("as if");
            }
          }

          @Override
          public void routerFailed(Throwable cause) {
            failed.complete(cause);
          }
        };
    Router router =
        fixture.start(
            Router.builder()
                .ioThreads(2)
                .listener(listener)
                .section(Fixture.section(server.port()).build())
                .section(
                    RoutingSection.builder("other")
                        .bind("127.0.0.1", 0)
                        .destination("127.0.0.1", server.port())
                        .health(HealthCheck.NONE)
                        .build()));
    Route route = router.route("rw");
    int port = route.port();
    int otherPort = router.route("other").port();
    ScriptedClient one = fixture.loggedIn(route);
    ScriptedClient two = fixture.loggedIn(route);

    spent.set(true);
    ScriptedClient last = fixture.client(route);

    assertThat(failed.get(30, TimeUnit.SECONDS)).hasMessage("as if");
    assertThat(List.of(one.atEnd(), two.atEnd(), last.atEnd())).containsOnly(true);
    Eventually.holds("both ports are free", () -> refused(port) && refused(otherPort));
    assertThat(route.status().listening()).isFalse();
    assertThatThrownBy(route::listen).isInstanceOf(IllegalStateException.class);
    router.close();
  }

  private static boolean refused(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void withoutThreadsARouterDoesNotStartAndCloses() {
    ThreadFactory none =
        task -> {
          throw new IllegalStateException("no thread for you");
        };
    Router router =
        Router.builder().threadFactory(none).section(Fixture.section(1).build()).build();

    assertThatThrownBy(router::start).hasMessage("no thread for you");
    router.close();
    assertThatThrownBy(router::start).hasMessageContaining("CLOSED");
  }

  @Test
  void withTooFewThreadsItLeavesNoDescriptorOpen() throws Exception {
    AtomicInteger made = new AtomicInteger();
    ThreadFactory one =
        task -> {
          if (made.incrementAndGet() > 1) {
            throw new IllegalStateException("no second one");
          }
          return new Thread(task);
        };
    long before = descriptors();
    for (int i = 0; i < 20; i++) {
      made.set(0);
      Router router =
          Router.builder()
              .ioThreads(2)
              .threadFactory(one)
              .section(Fixture.section(1).build())
              .build();
      assertThatThrownBy(router::start).hasMessage("no second one");
    }

    assertThat(descriptors() - before).isLessThan(20);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @Test
  void aMonitorWithoutDataSourcesLeavesTheGreetingToDecide() {
    decidesByGreeting(
        destination -> {
          throw new IllegalStateException("the pool is closed");
        });
  }

  @Test
  void aMonitorWhoseDriverIsMissingDoesToo() {
    decidesByGreeting(
        destination ->
            (DataSource)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (source, method, arguments) -> {
                      throw new NoClassDefFoundError("com/example/Driver");
                    }));
  }

  private void decidesByGreeting(Function<Destination, DataSource> dataSources) {
    ScriptedServer server = fixture.server();
    Monitor monitor = new Monitor(dataSources, Duration.ofMillis(40), Duration.ZERO);
    Route route =
        fixture
            .start(
                Router.builder()
                    .monitor(monitor)
                    .section(Fixture.section(server.port()).health(OFTEN).build()))
            .route("rw");

    Eventually.holds("probed by greeting, again and again", () -> server.accepted() > 4);
    assertThat(route.status().destinations().get(0).state()).isEqualTo(DestinationState.UP);
  }

  @Test
  void aResolverThatThrowsCostsNobodyAPlace() throws Exception {
    Route route =
        fixture
            .start(
                Router.builder()
                    .nameResolver(
                        host -> {
                          throw new IllegalArgumentException("no such zone");
                        })
                    .section(
                        RoutingSection.builder("rw")
                            .bind("127.0.0.1", 0)
                            .health(HealthCheck.NONE)
                            .destination("db.example", 3306)
                            .maxConnections(2)
                            .build()))
            .route("rw");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(route::connect)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Can't connect");
    }

    Eventually.is(0, () -> route.status().activeConnections());
    assertThat(fixture.refusal(route).errorCode()).isEqualTo(1053);
  }

  @Test
  void aThreadThatCannotBeMadeIsTheRoutersOwnWant() throws Exception {
    ScriptedServer server = fixture.server();
    AtomicBoolean none = new AtomicBoolean();
    ThreadFactory factory =
        task -> {
          if (none.get()) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        };
    Route route =
        fixture
            .start(
                Router.builder()
                    .threadFactory(factory)
                    .nameResolver(host -> List.of(InetAddress.getLoopbackAddress()))
                    .section(
                        RoutingSection.builder("rw")
                            .bind("127.0.0.1", 0)
                            .health(HealthCheck.NONE)
                            .destination("db.example", server.port())
                            .build()))
            .route("rw");
    none.set(true);
    Packets.Packet error = fixture.refusal(route);
    assertThat(error.errorCode()).isEqualTo(1040);
    assertThat(error.errorText()).contains("lacks resources", "native thread");

    none.set(false);
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
    assertThat(route.status().destinations().get(0).connectErrors()).isZero();
  }

  @Test
  void anInterruptedCallerTellsNothingOfTheServers() throws Exception {
    ScriptedServer first = fixture.server();
    ScriptedServer second = fixture.server();
    Route route = fixture.route(Fixture.section(first.port(), second.port()));
    for (int i = 0; i < 10; i++) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(route::connect).isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }

    Eventually.is(0, () -> route.status().activeConnections());
    route
        .status()
        .destinations()
        .forEach(
            destination -> {
              assertThat(destination.connectErrors()).isZero();
              assertThat(destination.state()).isEqualTo(DestinationState.UP);
              assertThat(destination.activeConnections()).isZero();
            });
    assertThat(fixture.whoAnswers(route)).isEqualTo(first.version());
  }

  @Test
  void nullsAreNamed() {
    RoutingSectionBuilder section = RoutingSection.builder("rw");
    assertThatNullPointerException()
        .isThrownBy(() -> section.keepAlive(nothing()))
        .withMessage("keep-alive");
    assertThatNullPointerException()
        .isThrownBy(() -> section.sendProxyProtocol(nothing()))
        .withMessage("send-proxy-protocol");
    assertThatNullPointerException()
        .isThrownBy(() -> Router.builder().threadFactory(nothing()))
        .withMessage("thread factory");
    assertThatNullPointerException()
        .isThrownBy(() -> Monitor.of(nothing()))
        .withMessage("data sources");
    assertThatNullPointerException()
        .isThrownBy(() -> HealthCheck.DEFAULT.withKind(nothing()))
        .withMessage("health kind");
    assertThatThrownBy(
            () ->
                Router.builder()
                    .section(Fixture.section(1).build())
                    .initialDestination("wr", new Destination("db", 1))
                    .build())
        .hasMessage("initial destination of section 'wr': there is no such section");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}

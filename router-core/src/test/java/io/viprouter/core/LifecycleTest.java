package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Start, stop, and what stays behind: nothing. */
class LifecycleTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private static RoutingSection section(String name, int bindPort) {
    return RoutingSection.builder(name)
        .bind("127.0.0.1", bindPort)
        .health(HealthCheck.NONE)
        .destination("127.0.0.1", ScriptedServer.unusedPort())
        .build();
  }

  private static boolean taken(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void startBindsAllOrNothing() throws Exception {
    int free = ScriptedServer.unusedPort();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Router router = Router.of(section("one", free), section("two", other.getLocalPort()));

      assertThatThrownBy(router::start)
          .isInstanceOf(RouterException.class)
          .hasMessageContaining("section 'two'")
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
          .extracting(e -> ((RouterException) e).section())
          .isEqualTo("two");
      assertThat(taken(free)).isFalse();
      assertThatThrownBy(router::start).isInstanceOf(IllegalStateException.class);
      router.close();
    }
  }

  @Test
  void closeEndsSessionsListenersAndThreads() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ScriptedServer server = fixture.server();
    Router router = Router.of(Fixture.section(server.port()).build()).start();
    Route route = router.route("rw");
    ScriptedClient client = fixture.loggedIn(route);
    int port = route.port();

    router.close();
    router.close();
    assertThat(client.atEnd()).isTrue();
    assertThat(taken(port)).isFalse();
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("router-"))
                .collect(Collectors.toSet()))
        .isEmpty();
    assertThatThrownBy(route::listen)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(route::connect).isInstanceOf(IllegalStateException.class);
    assertThat(route.status().listening()).isFalse();
  }

  @Test
  void threadsAreNamedDaemons() {
    fixture.start(Router.builder().section(section("one", 0)).ioThreads(3));

    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("router-io-")))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(Thread::isDaemon);
  }

  @Test
  void drainWaitsForTheClients() throws Exception {
    ScriptedServer server = fixture.server();
    Router router = fixture.start(Router.builder().section(Fixture.section(server.port()).build()));
    int port = router.route("rw").port();
    ScriptedClient client = fixture.loggedIn(router.route("rw"));

    assertThat(router.drain(Duration.ofMillis(20))).isFalse();
    assertThat(taken(port)).isFalse();
    assertThat(client.echo("still here")).isEqualTo("still here");
    client.close();
    assertThat(router.drain(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void severalRoutersLiveSideBySide() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    Route one = fixture.route(Fixture.section(a.port()));
    Route two = fixture.route(Fixture.section(b.port()));

    assertThat(fixture.whoAnswers(one)).isEqualTo(a.version());
    assertThat(fixture.whoAnswers(two)).isEqualTo(b.version());
  }

  @Test
  void listeningStopsAndStartsWhileSessionsGoOn() throws Exception {
    ScriptedServer server = fixture.server();
    int port = ScriptedServer.unusedPort();
    RoutingSectionBuilder section = Fixture.section(server.port());
    section.binds(List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)));
    Route route = fixture.route(section);
    ScriptedClient client = fixture.loggedIn(route);

    route.stopListening();
    route.stopListening();
    assertThat(taken(port)).isFalse();
    assertThat(client.echo("on")).isEqualTo("on");
    assertThat(route.localAddresses()).isEmpty();
    route.listen();
    route.listen();
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }

  @Test
  void severalAddressesMayTakeAnyFreePort() throws Exception {
    ScriptedServer server = fixture.server();
    Router router =
        fixture.start(
            Router.builder().section(Fixture.section(server.port()).bind("127.0.0.1", 0).build()));
    List<Integer> ports =
        router.route("rw").localAddresses().stream()
            .map(address -> ((InetSocketAddress) address).getPort())
            .toList();
    assertThat(ports).hasSize(2).doesNotHaveDuplicates().allMatch(LifecycleTest::taken);

    router.close();

    assertThat(ports).noneMatch(LifecycleTest::taken);
  }

  @Test
  void anAddressInOtherWordsStaysBound() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()));
    int port = route.port();

    route.update(
        route.section().toBuilder()
            .binds(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .build());

    assertThat(route.port()).isEqualTo(port);
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }

  @Test
  void commandsOfSeveralThreadsWaitForOneAnother() throws Exception {
    ScriptedServer server = fixture.server();
    RoutingSectionBuilder section = Fixture.section(server.port());
    section.binds(
        List.of(InetSocketAddress.createUnresolved("127.0.0.1", ScriptedServer.unusedPort())));
    Route route = fixture.route(section);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        all.add(threads.submit(i % 2 == 0 ? route::stopListening : route::listen));
      }
      for (Future<?> one : all) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    route.listen();
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }

  @Test
  void aGraceHasItsRange() throws Exception {
    ScriptedServer server = fixture.server();
    Router router = fixture.start(Router.builder().section(Fixture.section(server.port()).build()));

    for (Duration grace : List.of(Duration.ofDays(400_000), Duration.ofMillis(-1))) {
      assertThatThrownBy(() -> router.drain(grace))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("grace is ");
    }
    assertThat(fixture.whoAnswers(router.route("rw"))).isEqualTo(server.version());
  }

  @Test
  void updateChangesWhereNewConnectionsGoAndLeavesTheOldAlone() throws Exception {
    ScriptedServer a = fixture.server();
    ScriptedServer b = fixture.server();
    Route route = fixture.route(Fixture.section(a.port()));
    ScriptedClient old = fixture.loggedIn(route);
    int port = route.port();

    route.update(
        route.section().toBuilder()
            .destinations(List.of(WeightedDestination.of(new Destination("127.0.0.1", b.port()))))
            .build());
    assertThat(route.port()).isEqualTo(port);
    assertThat(fixture.whoAnswers(route)).isEqualTo(b.version());
    assertThat(old.echo("on")).isEqualTo("on");
    old.close();
    fixture.told.await("closed CLIENT_CLOSED");
    assertThatThrownBy(() -> route.update(section("other", 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUpdateThatCannotBindChangesNothing() throws Exception {
    ScriptedServer a = fixture.server();
    Route route = fixture.route(Fixture.section(a.port()));
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RoutingSection changed =
          route.section().toBuilder()
              .bind("127.0.0.1", other.getLocalPort())
              .maxConnections(1)
              .build();
      assertThatThrownBy(() -> route.update(changed)).isInstanceOf(RouterException.class);
    }

    assertThat(route.section().maxConnections()).isEqualTo(512);
    assertThat(fixture.whoAnswers(route)).isEqualTo(a.version());
  }

  @Test
  void aForgottenCloseDoesNotKeepTheJvmAlive() throws Exception {
    Process forgetful =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Forgetful.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(forgetful.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    System.out.print(output);
    assertThat(forgetful.waitFor()).as(output).isZero();
    assertThat(output).contains("figure: start to bound in");
  }

  /** Starts a router, serves a client, and forgets to close it. */
  static final class Forgetful {
    private Forgetful() {}

    public static void main(String[] args) throws IOException {
      ScriptedServer server = ScriptedServer.greeting();
      Router.of(Fixture.section(server.port()).build()).start().close();
      long begin = System.nanoTime();
      Router router = Router.of(Fixture.section(server.port()).build()).start();
      long micros = (System.nanoTime() - begin) / 1000;
      ScriptedClient.loggedIn(router.route("rw").port());
      System.out.println("figure: start to bound in " + micros + " us, the second router of a JVM");
    }
  }
}

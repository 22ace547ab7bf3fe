package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.Packets;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits hold exactly, counted from accept, whatever comes at a time. */
class LimitsTest {

  private static final int BURST = 1000;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  /** How many of a burst got a greeting, and how many the error 1040. */
  private record Burst(int greeted, int tooMany) {}

  private Burst burst(Route... routes) throws Exception {
    AtomicInteger greeted = new AtomicInteger();
    AtomicInteger tooMany = new AtomicInteger();
    List<ScriptedClient> clients = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      clients.add(fixture.client(routes[i % routes.length]));
    }
    ExecutorService readers = Executors.newFixedThreadPool(32);
    try {
      CountDownLatch read = new CountDownLatch(BURST);
      List<Future<?>> results = new ArrayList<>();
      for (ScriptedClient client : clients) {
        results.add(
            readers.submit(
                () -> {
                  Packets.Packet first = client.read();
                  (first.isError() ? tooMany : greeted).incrementAndGet();
                  if (first.isError()) {
                    assertThat(first.errorCode()).isEqualTo(1040);
                    assertThat(first.errorText()).isEqualTo("Too many connections to MySQL Router");
                  }
                  read.countDown();
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
      read.await();
    } finally {
      readers.shutdown();
    }
    return new Burst(greeted.get(), tooMany.get());
  }

  @Test
  void theSectionsLimitHoldsUnderABurst() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).maxConnections(100));

    assertThat(burst(route)).isEqualTo(new Burst(100, 900));
    assertThat(server.accepted()).isEqualTo(100);
    assertThat(route.status().activeConnections()).isEqualTo(100);
    assertThat(route.status().refusedConnections()).isEqualTo(900);
    assertThat(route.status().totalConnections()).isEqualTo(100);
  }

  @Test
  void clientsThatWaitForADialCountToo() throws Exception {
    ScriptedServer silent = fixture.server(ScriptedServer.Script.SILENT);
    Route route =
        fixture.route(
            Fixture.section(silent.port())
                .maxConnections(5)
                .connectTimeout(Duration.ofMinutes(10)));
    for (int i = 0; i < 5; i++) {
      fixture.client(route);
    }
    Eventually.is(5, () -> route.status().activeConnections());

    assertThat(fixture.refusal(route).errorCode()).isEqualTo(1040);
  }

  @Test
  void aDestinationsOwnLimitHoldsAndTheNextTakesTheRest() throws Exception {
    ScriptedServer small = fixture.server();
    ScriptedServer large = fixture.server();
    Route route =
        fixture.route(
            Fixture.section()
                .destination(
                    new WeightedDestination(new Destination("127.0.0.1", small.port()), 1, 30))
                .destination(
                    new WeightedDestination(new Destination("127.0.0.1", large.port()), 1, 50))
                .maxConnections(2000));

    assertThat(burst(route)).isEqualTo(new Burst(80, 920));
    assertThat(small.accepted()).isEqualTo(30);
    assertThat(large.accepted()).isEqualTo(50);
  }

  @Test
  void theRoutersLimitHoldsOverAllSections() throws Exception {
    ScriptedServer server = fixture.server();
    RoutingSection one = Fixture.section(server.port()).maxConnections(2000).build();
    RoutingSection two =
        RoutingSection.builder("ro")
            .bind("127.0.0.1", 0)
            .health(HealthCheck.NONE)
            .connectTimeout(Duration.ofSeconds(30))
            .destination("127.0.0.1", server.port())
            .maxConnections(2000)
            .build();
    Router router =
        fixture.start(
            Router.builder().section(one).section(two).ioThreads(4).maxTotalConnections(150));

    assertThat(burst(router.route("rw"), router.route("ro"))).isEqualTo(new Burst(150, 850));
    assertThat(router.status().activeConnections()).isEqualTo(150);
  }

  @Test
  void aPlaceIsFreeAsSoonAsItsClientHasGone() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).maxConnections(1));
    for (int i = 0; i < 20; i++) {
      ScriptedClient client = ScriptedClient.loggedIn(route.port());
      assertThat(fixture.refusal(route).errorCode()).isEqualTo(1040);
      client.close();
      Eventually.is(0, () -> route.status().activeConnections());
    }
  }

  @Test
  void brokenHandshakesBlockAClientUntilTheyExpireOrAreCleared() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(server.port())
                .maxConnectErrors(3)
                .connectErrorsExpire(Duration.ofHours(1)));
    for (int i = 0; i < 3; i++) {
      breakHandshake(route);
    }
    fixture.told.await("blocked 127.0.0.1");

    Packets.Packet refusal = fixture.refusal(route);
    assertThat(refusal.errorCode()).isEqualTo(1129);
    assertThat(refusal.errorText()).isEqualTo("Too many connection errors from 127.0.0.1");
    assertThat(route.status().blockedClients()).containsExactly("127.0.0.1");
    assertThat(route.unblock(InetAddress.getLoopbackAddress())).isTrue();
    assertThat(route.status().blockedClients()).isEmpty();
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }

  @Test
  void aBlockEndsByItself() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        fixture.route(
            Fixture.section(server.port())
                .maxConnectErrors(1)
                .connectErrorsExpire(Duration.ofMillis(20)));
    breakHandshake(route);
    fixture.told.await("blocked 127.0.0.1");

    Eventually.holds(
        "greeted again",
        () -> {
          try (ScriptedClient client = ScriptedClient.connect(route.port())) {
            return !client.read().isError();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(route.status().blockedClients()).isEmpty();
  }

  @Test
  void aBalancersProbeAndAServersFaultAreNotCharged() throws Exception {
    ScriptedServer server = fixture.server();
    Route route = fixture.route(Fixture.section(server.port()).maxConnectErrors(1));
    for (int i = 0; i < 20; i++) {
      fixture.client(route).close();
      fixture.whoAnswers(route);
    }
    server.follow(ScriptedServer.Script.HANG_UP);
    for (int i = 0; i < 20; i++) {
      fixture.refusal(route);
    }
    Eventually.is(0, () -> route.status().activeConnections());

    assertThat(route.status().blockedClients()).isEmpty();
    server.follow(ScriptedServer.Script.GREET);
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }

  private void breakHandshake(Route route) throws IOException {
    try (ScriptedClient client = ScriptedClient.connect(route.port())) {
      client.readGreeting();
      client.send(Packets.login(9, "misnumbered"));
      Packets.Packet answer = client.read();
      assertThat(answer.errorCode()).isEqualTo(1043);
      assertThat(client.atEnd()).isTrue();
    }
  }
}

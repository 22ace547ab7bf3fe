package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names are resolved off the loops, anew for each dial. */
class NamesTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private Route route(NameResolver names, RoutingSectionBuilder section) {
    return fixture.start(Router.builder().nameResolver(names).section(section.build())).route("rw");
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @Test
  void aChangedAnswerIsUsed() throws Exception {
    ScriptedServer server = fixture.server();
    List<InetAddress> answer = new CopyOnWriteArrayList<>(List.of(loopback(1)));
    Route route =
        route(
            host -> List.copyOf(answer),
            Fixture.section()
                .destination("db.example", server.port())
                .destination("127.0.0.1", ScriptedServer.unusedPort()));
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());

    answer.set(0, loopback(77));
    assertThat(fixture.refusal(route).errorText()).startsWith("Can't connect");
    answer.set(0, loopback(1));
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }

  @Test
  void allAddressesOfANameAreTried() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        route(
            host -> List.of(loopback(77), loopback(78), loopback(1)),
            Fixture.section().destination("db.example", server.port()));

    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
    assertThat(route.status().destinations().get(0).connectErrors()).isZero();
  }

  @Test
  void anUnknownNameIsAFailedDestinationNotAFailedStart() throws Exception {
    ScriptedServer server = fixture.server();
    Route route =
        route(
            host -> {
              throw new UnknownHostException(host);
            },
            Fixture.section()
                .destination("nowhere.example", 3306)
                .destination("127.0.0.1", server.port()));

    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
    assertThat(route.status().destinations().get(0).lastError())
        .contains("name 'nowhere.example' cannot be resolved");
  }

  @Test
  void aNameServerThatHangsDelaysNobodyElse() throws Exception {
    ScriptedServer server = fixture.server();
    CountDownLatch hung = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    NameResolver names =
        host -> {
          hung.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new UnknownHostException("interrupted");
          }
          throw new UnknownHostException(host);
        };
    RoutingSection slow =
        RoutingSection.builder("slow")
            .bind("127.0.0.1", 0)
            .health(HealthCheck.NONE)
            .destination("hangs.example", 3306)
            .connectTimeout(Duration.ofMillis(300))
            .build();
    Router router =
        fixture.start(
            Router.builder()
                .nameResolver(names)
                .ioThreads(1)
                .section(slow)
                .section(Fixture.section(server.port()).build()));
    ScriptedClient waiting = fixture.client(router.route("slow"));
    hung.await();

    assertThat(fixture.whoAnswers(router.route("rw"))).isEqualTo(server.version());
    assertThat(waiting.read().errorText()).startsWith("Can't connect");
    assertThat(router.route("slow").status().destinations().get(0).lastError())
        .contains("name 'hangs.example' not resolved in 300 ms");
    never.countDown();
  }
}

package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sections come and go while the router runs. */
class LiveSectionsTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final Fixture fixture = new Fixture();
  private ScriptedServer server = ScriptedServer.greeting();
  private Router router = Router.of();

  @BeforeEach
  void start() {
    fixture.keep(server);
    router = fixture.start(Router.builder().section(Fixture.section(server.port()).build()));
  }

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  private RoutingSection named(String name, int bindPort) {
    return RoutingSection.builder(name)
        .bind("127.0.0.1", bindPort)
        .health(HealthCheck.NONE)
        .destination("127.0.0.1", server.port())
        .build();
  }

  @Test
  void anAddedSectionServes() throws Exception {
    Route added = router.add(named("ro", 0));

    assertThat(fixture.whoAnswers(added)).isEqualTo(server.version());
    assertThat(router.routes()).extracting(Route::name).containsExactly("rw", "ro");
    assertThat(router.route("ro")).isSameAs(added);
    fixture.told.await("started ro");
  }

  @Test
  void whatCannotBeAddedIsNotThere() throws Exception {
    assertThatThrownBy(() -> router.add(named("rw", 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("section 'rw' stands twice");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> router.add(named("ro", other.getLocalPort())))
          .isInstanceOf(RouterException.class)
          .hasMessageContaining("section 'ro'");
    }
    assertThat(router.routes()).extracting(Route::name).containsExactly("rw");
    router.close();
    assertThatThrownBy(() -> router.add(named("ro", 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CLOSED");
  }

  @Test
  void aRemovedSectionLetsItsSessionsGoOn() throws Exception {
    Route route = router.route("rw");
    int port = route.port();
    ScriptedClient client = fixture.loggedIn(route);

    router.remove("rw", LONG);
    assertThat(client.echo("still here")).isEqualTo("still here");
    assertThat(router.routes()).isEmpty();
    assertThatThrownBy(() -> router.route("rw")).isInstanceOf(IllegalArgumentException.class);

    Route again = router.add(named("rw", port));
    assertThat(fixture.whoAnswers(again)).isEqualTo(server.version());
    assertThat(client.echo("and here")).isEqualTo("and here");
    router.close();
    assertThat(client.atEnd()).isTrue();
  }

  @Test
  void aRemovedSectionIsClosedAfterItsGrace() throws Exception {
    Route route = router.route("rw");
    ScriptedClient client = fixture.loggedIn(route);

    router.remove("rw", Duration.ofMillis(1));
    assertThat(client.atEnd()).isTrue();
    fixture.told.await("closed ROUTER_CLOSED");
    assertThatThrownBy(route::listen)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aSectionWithoutClientsIsClosedAtOnce() {
    Route route = router.route("rw");
    router.remove("rw", LONG);
    assertThatThrownBy(route::listen).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> router.remove("rw", LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no section 'rw'");
  }

  @Test
  void aGraceOutOfRangeChangesNothing() throws Exception {
    assertThatThrownBy(() -> router.remove("rw", Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grace is PT-1S; 0 to 365 days");
    assertThat(fixture.whoAnswers(router.route("rw"))).isEqualTo(server.version());
  }

  @Test
  void addressesComeAndGo() throws Exception {
    Route route = router.route("rw");
    RoutingSection nowhere = route.section().toBuilder().binds(List.of()).build();
    ScriptedClient client = fixture.loggedIn(route);
    fixture.told.await("started rw");

    route.update(nowhere);
    fixture.told.await("stopped rw");
    assertThat(route.status().listening()).isFalse();
    assertThat(route.localAddresses()).isEmpty();
    assertThat(client.echo("on")).isEqualTo("on");

    int port = ScriptedServer.unusedPort();
    route.update(
        nowhere.toBuilder()
            .binds(List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)))
            .build());
    fixture.told.await("started rw");
    assertThat(route.port()).isEqualTo(port);
    assertThat(fixture.whoAnswers(route)).isEqualTo(server.version());
  }
}

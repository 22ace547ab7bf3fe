package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.Mode;
import io.viprouter.core.Router;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.Eventually;
import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import io.viprouter.vrrp.VirtualRouter;
import io.viprouter.vrrp.VirtualRouterConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The commands on a real router. */
final class RouterOperationsTest {

  private final ScriptedServer first = ScriptedServer.greeting();
  private final ScriptedServer second = ScriptedServer.greeting();
  private final EventLog events = new EventLog(Instant::now);
  private final Router router =
      Router.builder()
          .section(section("rw", Mode.READ_WRITE))
          .section(section("ro", Mode.READ_ONLY))
          .listener(events)
          .build();
  private final VirtualRouter virtualRouter =
      VirtualRouter.builder(
              VirtualRouterConfig.builder("VI_1")
                  .interfaceName("lo")
                  .virtualRouterId(51)
                  .addresses("192.0.2.20/24")
                  .build())
          .build();
  private final Operations operations =
      new RouterOperations(
          new Snapshot.Identity("r", "h", "0", 1, Instant.now()),
          Running.of(router, () -> Map.of("VI_1", virtualRouter)),
          events,
          by -> {
            throw new RefusedException("line 3 is wrong");
          });
  private final Logger logger = (Logger) LoggerFactory.getLogger(RouterOperations.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  private RoutingSection section(String name, Mode mode) {
    return RoutingSection.builder(name)
        .bind("127.0.0.1", 0)
        .mode(mode)
        .destination("127.0.0.1", first.port())
        .destination("127.0.0.1", second.port())
        .build();
  }

  @BeforeEach
  void start() {
    log.start();
    logger.addAppender(log);
    router.start();
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    router.close();
    first.close();
    second.close();
  }

  private Destination home() {
    return new Destination("127.0.0.1", first.port());
  }

  private void assertLogged(String... words) {
    assertThat(log.list.get(log.list.size() - 1).getFormattedMessage()).contains(words);
  }

  @Test
  void drainAndUndrainAreIdempotent() {
    assertThat(operations.drain("rw", home(), Duration.ofSeconds(30), "10.0.0.1").done()).isTrue();
    assertLogged("drain of rw, asked by 10.0.0.1", home().toString(), "30s");
    assertThat(operations.snapshot().routing().routes().get(0).destinations().get(0).state())
        .isIn(DestinationState.DRAINING, DestinationState.MAINTENANCE);
    assertThat(operations.drain("rw", home(), Duration.ZERO, "10.0.0.1").done()).isFalse();
    assertThat(operations.undrain("rw", home(), "10.0.0.1").done()).isTrue();
    assertThat(operations.undrain("rw", home(), "10.0.0.1").done()).isFalse();
    assertLogged("undrain of rw, asked by 10.0.0.1", "was not draining");
    assertThat(events.latest()).extracting(Snapshot.Event::kind).contains("command");
  }

  @Test
  void killClosesSessions() throws IOException {
    try (ScriptedClient client = ScriptedClient.loggedIn(router.route("rw").port())) {
      Answer answer = operations.kill("rw", home(), "10.0.0.1");
      assertThat(answer).isEqualTo(new Answer(true, "closed 1 sessions of " + home()));
      assertThat(client.atEnd()).isTrue();
    }
    Eventually.holds("it is gone", () -> operations.connections("rw").isEmpty());
    assertThat(operations.kill("rw", home(), "10.0.0.1").done()).isFalse();
  }

  @Test
  void failbackOfWhatIsAtHomeChangesNothing() {
    assertThat(operations.failback("rw", false, "SIGHUP").done()).isFalse();
    assertLogged("failback of rw, asked by SIGHUP", "was the current one");
  }

  @Test
  void failbackOfWhatIsNotStickyIsRefused() {
    assertThatThrownBy(() -> operations.failback("ro", false, "10.0.0.1"))
        .isInstanceOf(RefusedException.class);
    assertLogged("failback", "asked by 10.0.0.1", "refused");
  }

  @Test
  void unblock() throws Exception {
    assertThat(operations.unblock("rw", InetAddress.getLoopbackAddress(), "x").done()).isFalse();
  }

  @Test
  void releaseOfNoMasterChangesNothing() {
    assertThat(operations.release("VI_1", "10.0.0.1"))
        .isEqualTo(new Answer(false, "was not master"));
  }

  @Test
  void refusedReloadIsLogged() {
    assertThatThrownBy(() -> operations.reload("SIGHUP")).isInstanceOf(RefusedException.class);
    assertLogged("reload, asked by SIGHUP", "refused", "line 3 is wrong");
  }

  @Test
  void unknownNamesAreNamed() {
    Destination other = Destination.parse("db9:3306");
    assertThatThrownBy(() -> operations.failback("none", false, "x"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage("no section 'none'; there are [rw, ro]");
    assertThatThrownBy(() -> operations.drain("rw", other, Duration.ZERO, "x"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("no destination 'db9:3306'");
    assertThatThrownBy(() -> operations.undrain("rw", other, "x"))
        .isInstanceOf(UnknownNameException.class);
    assertThatThrownBy(() -> operations.kill("rw", other, "x"))
        .isInstanceOf(UnknownNameException.class);
    assertThatThrownBy(() -> operations.release("VI_9", "x"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage("no virtual router 'VI_9'; there are [VI_1]");
  }
}

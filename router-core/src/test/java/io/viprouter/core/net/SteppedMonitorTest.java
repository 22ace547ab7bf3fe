package io.viprouter.core.net;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.core.DestinationStatus;
import io.viprouter.core.HealthCheck;
import io.viprouter.core.Monitor;
import io.viprouter.core.NameResolver;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.WeightedDestination;
import io.viprouter.core.health.Monitors;
import io.viprouter.testkit.ManualClock;
import io.viprouter.testkit.RecordingListener;
import io.viprouter.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kept monitor sessions on a loop that the test turns itself; only the monitors' own threads are
 * waited for.
 */
class SteppedMonitorTest {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final HealthCheck HEALTH = HealthCheck.DEFAULT.withTimeout(Duration.ofSeconds(1));

  /** Turns that wait for a thread before the clock goes on by itself. */
  private static final int PATIENT_TURNS = 300;

  private static final long STEP_MILLIS = 10;

  private final ManualClock clock = new ManualClock();
  private final EventLoopGroup loops = new EventLoopGroup(1, clock);
  private final EventLoop loop = loops.all().get(0);
  private final ScriptedServer first = ScriptedServer.greeting();
  private final ScriptedServer second = ScriptedServer.greeting();
  private final FakeDatabase one = new FakeDatabase();
  private final FakeDatabase two = new FakeDatabase();
  private final Map<Destination, FakeDatabase> databases = Map.of(at(first), one, at(second), two);
  private final Monitors monitors =
      new Monitors(
          new Monitor(
              destination -> requireNonNull(databases.get(destination)).source(),
              INTERVAL,
              Duration.ZERO),
          SteppedMonitorTest::daemon);
  private final LiveRoute route = route();

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static Destination at(ScriptedServer server) {
    return new Destination("127.0.0.1", server.port());
  }

  private LiveRoute route() {
    Shared shared =
        new Shared(
            loops,
            new Resolver(NameResolver.SYSTEM, Thread::new),
            new Events(List.of(new RecordingListener()), new Journal(Thread::new, clock)),
            new ConnectionLimit(0),
            new AtomicLong(),
            clock,
            Optional.of(monitors));
    return new LiveRoute(
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .destination(at(first))
            .destination(at(second))
            .health(HEALTH)
            .build(),
        Optional.empty(),
        shared);
  }

  @BeforeEach
  void start() {
    loop.turn(0);
    route.start();
  }

  @AfterEach
  void stop() {
    route.close();
    loops.stop();
    monitors.close();
    first.close();
    second.close();
  }

  private void turnUntil(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (int turn = 0; !condition.getAsBoolean(); turn++) {
      loop.turn(1_000_000);
      if (turn > PATIENT_TURNS) {
        clock.advance(Duration.ofMillis(1)); // What has just been missed comes round again.
      }
      assertThat(System.nanoTime()).as(what).isLessThan(limit);
    }
  }

  /** In steps: the databases answer on threads of their own, and are not to be overtaken. */
  private void later(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= STEP_MILLIS) {
      clock.advance(Duration.ofMillis(Math.min(left, STEP_MILLIS)));
      loop.turn(1_000_000);
    }
    for (int i = 0; i < 3; i++) {
      loop.turn(0);
    }
  }

  private DestinationStatus status(ScriptedServer server) {
    return route.status().destinations().stream()
        .filter(status -> status.destination().equals(at(server)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneSessionIsKeptAndAskedEachInterval() {
    turnUntil("asked", () -> one.pinged() == 1 && two.pinged() == 1);
    for (int round = 2; round <= 4; round++) {
      int asked = round;
      turnUntil("waits for the next", () -> settled());
      later(INTERVAL);
      turnUntil("asked again", () -> one.pinged() == asked && two.pinged() == asked);
    }

    assertThat(one.opened()).isEqualTo(1);
    assertThat(first.accepted()).as("no probe").isZero();
    assertThat(status(first).state()).isEqualTo(DestinationState.UP);
  }

  /** No question is open: all is told. */
  private boolean settled() {
    return route.status().destinations().stream().allMatch(s -> s.failures() == 0)
        && loop.deadlines().untilNext(clock.getAsLong()) > HEALTH.timeout().toNanos();
  }

  @Test
  void aServerThatHangsIsQuarantinedAndDelaysNobody() {
    CountDownLatch wakes = new CountDownLatch(1);
    turnUntil("asked", () -> one.pinged() == 1 && two.pinged() == 1);
    turnUntil("waits for the next", () -> settled());
    one.hangsUntil(wakes);
    later(INTERVAL);
    later(Duration.ofSeconds(1));
    turnUntil("too late", () -> status(first).failures() == 1);
    assertThat(status(first).state()).as("slow is not dead").isEqualTo(DestinationState.UP);
    later(Duration.ofMillis(500));
    later(Duration.ofMillis(500));

    assertThat(status(first).state()).isEqualTo(DestinationState.QUARANTINED);
    assertThat(status(first).cause()).contains("no answer to the monitor");
    int asked = two.pinged();
    later(INTERVAL);
    turnUntil("the other is asked", () -> two.pinged() > asked);
    assertThat(status(second).state()).isEqualTo(DestinationState.UP);

    one.does(() -> {});
    wakes.countDown();
    turnUntil("the late answer counts", () -> one.pinged() == 2);
    for (int i = 0; i < 4; i++) {
      later(INTERVAL);
      turnUntil("looked at", () -> true);
    }
    turnUntil(
        "well again",
        () -> {
          later(Duration.ofMillis(500));
          return status(first).state() == DestinationState.UP;
        });
  }

  @Test
  void aSlowAnswerIsAGoodOne() {
    CountDownLatch wakes = new CountDownLatch(1);
    turnUntil("asked", () -> one.pinged() == 1 && two.pinged() == 1);
    turnUntil("waits for the next", () -> settled());
    one.hangsUntil(wakes);
    later(INTERVAL);
    later(Duration.ofSeconds(1));
    turnUntil("too late", () -> status(first).failures() == 1);

    wakes.countDown();
    one.does(() -> {});
    turnUntil(
        "well again",
        () -> {
          later(Duration.ofMillis(500));
          return status(first).failures() == 0;
        });

    assertThat(status(first).state()).isEqualTo(DestinationState.UP);
    assertThat(route.status().history()).isEmpty();
  }

  @Test
  void whereTheMonitorDoesNotGetInTheGreetingDecides() {
    one.fails(1045, "Access denied");
    turnUntil("asked", () -> first.accepted() >= 1);
    turnUntil("told goodbye", () -> first.open() == 0);
    assertThat(status(first).state()).isEqualTo(DestinationState.UP);

    first.close();
    turnUntil(
        "quarantined",
        () -> {
          later(Duration.ofMillis(500));
          return status(first).state() == DestinationState.QUARANTINED;
        });
    assertThat(status(first).cause()).contains("Connection refused");
  }

  @Test
  void aFullServerIsAlive() {
    one.fails(1040, "Too many connections");
    turnUntil("both are looked at", () -> two.pinged() == 1);
    for (int i = 0; i < 5; i++) {
      later(INTERVAL);
    }

    assertThat(status(first).state()).isEqualTo(DestinationState.UP);
    assertThat(first.accepted()).as("no probe").isZero();
  }

  @Test
  void sessionsWithServersThatNobodyUsesAreEnded() {
    turnUntil("asked", () -> one.pinged() == 1 && two.pinged() == 1);
    turnUntil("no question is open", this::settled);

    route.update(
        route.section().toBuilder()
            .destinations(List.of(route.section().destinations().get(1)))
            .build());
    route.update(
        route.section().toBuilder()
            .destinations(
                List.of(WeightedDestination.of(at(first)), WeightedDestination.of(at(second))))
            .build());

    turnUntil("a new session", () -> one.opened() == 2);
  }
}

package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.NameResolver;
import io.viprouter.core.RoutingSection;
import io.viprouter.testkit.ManualClock;
import io.viprouter.testkit.RecordingListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** One event loop that a test turns itself, with a clock that it sets: no thread of its own. */
final class Stepped {

  final ManualClock clock = new ManualClock();
  final RecordingListener told = new RecordingListener();
  private final EventLoopGroup loops = new EventLoopGroup(1, clock);
  final EventLoop loop = loops.all().get(0);

  /** A route that listens and looks. */
  LiveRoute route(RoutingSection section) {
    Shared shared =
        new Shared(
            loops,
            new Resolver(NameResolver.SYSTEM, Thread::new),
            new Events(List.of(told), new Journal(Thread::new, clock)),
            new ConnectionLimit(0),
            new AtomicLong(),
            clock,
            Optional.empty());
    loop.turn(0);
    LiveRoute route = new LiveRoute(section, Optional.empty(), shared);
    route.listen();
    route.start();
    return route;
  }

  /** A read-write route to one server of this host, of which only clients' dials tell. */
  LiveRoute routeTo(int serverPort) {
    return route(
        RoutingSection.builder("rw")
            .bind("127.0.0.1", 0)
            .destination("127.0.0.1", serverPort)
            .health(HealthCheck.NONE)
            .build());
  }

  void stop(LiveRoute route) {
    route.close();
    loops.stop();
  }

  /** Turns the loop until it holds; only real sockets are waited for, never the clock. */
  void turnUntil(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      loop.turn(1_000_000);
      assertThat(System.nanoTime()).as(what).isLessThan(limit);
    }
  }

  /** Sets the clock on, and lets happen what is due. */
  void later(Duration time) {
    clock.advance(time);
    for (int i = 0; i < 3; i++) {
      loop.turn(0);
    }
  }
}

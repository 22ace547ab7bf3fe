package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.Destination;
import io.viprouter.core.FailbackRefusedException;
import io.viprouter.core.Mode;
import io.viprouter.core.Monitor;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.health.Monitors;
import io.viprouter.core.policy.DestinationPool;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailbackTest {

  private static final Destination FIRST = new Destination("127.0.0.1", 3306);
  private static final Destination SECOND = new Destination("127.0.0.2", 3306);

  private final FakeDatabase database = new FakeDatabase();
  private final Monitors monitors =
      new Monitors(
          new Monitor(destination -> database.source(), Duration.ofSeconds(2), Duration.ZERO),
          Thread::new);

  @AfterEach
  void stop() {
    monitors.close();
  }

  @Test
  void aRefusalSaysInTheServersWordsWhyNothingCanBeCompared() {
    database.fails(1227, "Access denied; you need the SLAVE MONITOR privilege");
    DestinationPool pool =
        DestinationPool.of(
                RoutingSection.builder("rw").destination(FIRST).destination(SECOND).build(), 0)
            .startingAt(SECOND)
            .orElseThrow();

    assertThatThrownBy(() -> new Failback(monitors).check(Mode.READ_WRITE, pool))
        .isInstanceOf(FailbackRefusedException.class)
        .hasMessage(
            "cannot compare: 127.0.0.2:3306 does not tell:"
                + " Access denied; you need the SLAVE MONITOR privilege");
  }
}

package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.Doors;
import io.viprouter.vrrp.lab.LabRouter.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The wall clock is set forth and back by an hour. It is a clock of the test: Linux has no
 * namespace for the real one, and the machine's is not ours to set.
 */
class ClockTest extends TwoRouters {

  @Test
  void nothingHappensWhenTheClockIsSet() {
    AtomicLong offset = new AtomicLong();
    LabRouter.InProcess a =
        inProcess(
            one,
            Spec.v2(120),
            b -> Doors.wallClock(b, () -> Instant.now().plusSeconds(offset.get())));
    LabRouter b = start(Kind.KEEPALIVED, two, Spec.v2(80));
    master(a, 8);
    Await.until("the other listens", seconds(5), () -> b.said("BACKUP"));
    long before = a.router().status().situation().last().count();
    long hour = Duration.ofHours(1).toSeconds();
    for (long step : new long[] {hour, -hour, 0}) {
      offset.set(step);
      Await.always("no event", seconds(1.5), () -> a.isMaster() && !b.isMaster());
    }
    assertThat(a.router().status().situation().last().count()).isEqualTo(before);
    offset.set(hour);
    a.stop();
    assertThat(a.router().status().since())
        .as("it is read")
        .isAfter(Instant.now().plusSeconds(3000));
  }
}

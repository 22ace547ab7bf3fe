package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Destination;
import io.viprouter.core.DestinationState;
import io.viprouter.vrrp.VrrpListener.Transition;
import io.viprouter.vrrp.VrrpState;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class EventLogTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final Destination DB1 = Destination.parse("db1:3306");

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private final EventLog log = new EventLog(clock::get);

  @Test
  void isBoundedAndTellsTheLatestFirst() {
    for (int i = 0; i < EventLog.CAPACITY + 7; i++) {
      log.note("k", "s", "event " + i);
    }
    assertThat(log.latest()).hasSize(EventLog.CAPACITY);
    assertThat(log.latest().get(0).text()).isEqualTo("event " + (EventLog.CAPACITY + 6));
  }

  @Test
  void changesOfStateAreAnEventAndACount() {
    log.destinationStateChanged(
        "rw", DB1, DestinationState.UP, DestinationState.QUARANTINED, "refused");
    clock.set(NOW.plusSeconds(3));
    log.destinationStateChanged(
        "rw", DB1, DestinationState.QUARANTINED, DestinationState.UP, "answers");
    assertThat(log.latest())
        .extracting(Snapshot.Event::text)
        .containsExactly(
            "db1:3306 was quarantined, is up: answers", "db1:3306 was up, is quarantined: refused");
    assertThat(log.counts())
        .containsExactly(new EventCounts.Count(EventCounts.Kind.QUARANTINED, "rw", "db1:3306", 1));
  }

  @Test
  void transitionsAreCountedByState() {
    log.changed(new Transition("VI_1", VrrpState.BACKUP, VrrpState.ACTIVE, "silence", NOW));
    log.changed(new Transition("VI_1", VrrpState.ACTIVE, VrrpState.BACKUP, "better", NOW));
    log.changed(new Transition("VI_1", VrrpState.BACKUP, VrrpState.ACTIVE, "silence", NOW));
    assertThat(log.counts())
        .containsExactly(
            new EventCounts.Count(EventCounts.Kind.TRANSITION, "VI_1", "BACKUP", 1),
            new EventCounts.Count(EventCounts.Kind.TRANSITION, "VI_1", "MASTER", 2));
    assertThat(log.latest().get(0).text()).isEqualTo("BACKUP to MASTER: silence");
  }
}

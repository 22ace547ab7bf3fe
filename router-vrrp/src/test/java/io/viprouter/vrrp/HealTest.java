package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.election.Memory;
import io.viprouter.vrrp.election.Rules;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The client's blackout in virtual time: from the moment on which nobody who holds the address
 * hears it, to the announcement that puts it right.
 */
@Isolated
class HealTest {

  private static final long MILLI = 1_000_000L;
  private final SimulatedLan lan = new SimulatedLan(new Random(1));

  @ParameterizedTest
  @CsvSource({"2, 1000", "3, 1000", "3, 100", "3, 10"})
  void afterAHealedSplitTheBlackoutIsOneRoundTrip(int version, long intervalMs) {
    twoRouters(version, intervalMs);
    for (int phase = 0; phase < 20; phase++) {
      lan.divide(lan.routers().get(0), 1);
      run(5 * intervalMs);
      assertThat(lan.clientSees()).isEqualTo(1);
      run(phase * intervalMs / 20);
      lan.heal();
      long blackoutMs = run(3 * intervalMs);
      assertThat(lan.clientSees()).isZero();
      assertThat(blackoutMs).isLessThanOrEqualTo(10 + 1 + AnnounceSchedule.MIN_GAP_NANOS / MILLI);
    }
  }

  @Test
  void aPausedMasterAnnouncesItselfWhenItWakes() {
    twoRouters(2, 1000);
    lan.routers().get(0).pause();
    run(5_000);
    assertThat(lan.clientSees()).isEqualTo(1);
    lan.routers().get(0).resume();
    assertThat(run(100)).isLessThanOrEqualTo(10);
    assertThat(lan.clientSees()).isZero();
    assertThat(isActive(1)).isFalse();
  }

  @Test
  void aPausedBackupHearsItsSocketBeforeItBelievesItsTimer() {
    twoRouters(2, 1000);
    long before = lan.transitions();
    lan.routers().get(1).pause();
    run(60_000);
    lan.routers().get(1).resume();
    run(60_000);
    assertThat(lan.transitions()).isEqualTo(before);
    assertThat(isActive(0)).isTrue();
  }

  @Test
  void aPausedMasterThatLostToTwoStepsDownWithoutAWordToTheWeaker() {
    lan.add(new SimulatedRouter(lan, 0, rules(2, 1000, 100), 7));
    lan.add(new SimulatedRouter(lan, 1, rules(2, 1000, 90), 77));
    lan.add(new SimulatedRouter(lan, 2, rules(2, 1000, 120), 777));
    lan.quality(0, 5 * MILLI);
    lan.routers().get(0).start();
    lan.routers().get(1).start();
    run(5_000);
    lan.routers().get(0).pause();
    run(5_000);
    assertThat(lan.clientSees()).isEqualTo(1);
    lan.routers().get(2).start();
    run(6_000);
    assertThat(lan.clientSees()).isEqualTo(2);
    lan.routers().get(0).resume();
    assertThat(lan.clientSees()).as("it has not announced itself").isEqualTo(2);
    assertThat(run(3_000)).isZero();
    assertThat(lan.clientSees()).isEqualTo(2);
    assertThat(isActive(0)).isFalse();
  }

  private void twoRouters(int version, long intervalMs) {
    lan.add(new SimulatedRouter(lan, 0, rules(version, intervalMs, 120), 7));
    lan.add(new SimulatedRouter(lan, 1, rules(version, intervalMs, 80), Long.MAX_VALUE - 1));
    lan.quality(0, Math.min(5, intervalMs / 5) * MILLI);
    lan.routers().forEach(SimulatedRouter::start);
    run(5 * intervalMs);
    assertThat(lan.clientSees()).isZero();
  }

  private static Rules rules(int version, long intervalMs, int priority) {
    return new Rules(version, priority, intervalMs * MILLI, true, 0);
  }

  /** Milliseconds in which the client's packets went nowhere. */
  private long run(long ms) {
    long lost = 0;
    for (long i = 0; i < ms; i++) {
      lan.runUntil(lan.now() + MILLI);
      lost += lan.clientSees() >= 0 && !isActive(lan.clientSees()) ? 1 : 0;
    }
    return lost;
  }

  private boolean isActive(int router) {
    Memory memory = lan.routers().get(router).memory();
    return memory != null && memory.state() == VrrpState.ACTIVE;
  }
}

package io.viprouter.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table in the class comment of {@link Health}, row by row. */
class HealthTest {

  private static final long INTERVAL = 1000;
  private static final long IDLE = 30_000;
  private static final long RECHECK = 250;
  private static final long TIMEOUT = 1_000;
  private static final HealthRules RULES =
      new HealthRules(true, INTERVAL, IDLE, RECHECK, TIMEOUT, 2, 3, false, false);
  private static final HealthRules NO_PROBES =
      new HealthRules(false, INTERVAL, IDLE, RECHECK, TIMEOUT, 2, 3, false, false);
  private static final long T0 = PoolStory.beforeTheClockWraps(700);

  private final Health fresh = Health.fresh(T0);

  @Test
  void freshIsUpAndDueAtOnce() {
    assertThat(fresh).isEqualTo(new Health(true, 0, 0, false, T0, T0, Health.Look.NONE, ""));
  }

  @Test
  void upAndAFirstDialFailureIsLookedAtAtOnce() {
    Health next = fresh.good(true, RULES, T0).dialFailed("refused", false, RULES, T0 + 9);

    assertThat(next)
        .isEqualTo(new Health(true, 1, 0, false, T0, T0 + 9, Health.Look.NONE, "refused"));
  }

  @Test
  void upAndAFurtherDialFailureIsLookedAtSoon() {
    Health next =
        fresh.dialFailed("x", false, RULES, T0).dialFailed("refused", true, RULES, T0 + 9);

    assertThat(next)
        .isEqualTo(new Health(true, 2, 0, true, T0, T0 + 9 + RECHECK, Health.Look.NONE, "refused"));
  }

  @Test
  void upAndAProbesFailureIsLookedAtSoon() {
    Health next = fresh.probed().probeFailed("timeout", true, RULES, T0 + 9);

    assertThat(next)
        .isEqualTo(new Health(true, 1, 0, true, T0, T0 + 9 + RECHECK, Health.Look.NONE, "timeout"));
  }

  @Test
  void failureNumberFallQuarantines() {
    Health next = failed(fresh, 3);

    assertThat(next)
        .isEqualTo(
            new Health(false, 3, 0, false, T0 + 3, T0 + 3 + INTERVAL, Health.Look.NONE, "no 3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100})
  void fallIsCountedExactly(int fall) {
    HealthRules rules =
        new HealthRules(true, INTERVAL, IDLE, RECHECK, TIMEOUT, 2, fall, false, false);
    Health health = fresh;
    for (int failure = 1; failure < fall; failure++) {
      health = health.dialFailed("x", false, rules, T0);
      assertThat(health.up()).as("failure %s of %s", failure, fall).isTrue();
    }
    assertThat(health.dialFailed("x", false, rules, T0).up()).isFalse();
  }

  @Test
  void suspectAndSuccessNumberRiseForgetsTheFailures() {
    Health once = failed(fresh, 2).good(false, RULES, T0 + 50);

    assertThat(once)
        .isEqualTo(new Health(true, 2, 1, false, T0, T0 + 50 + RECHECK, Health.Look.NONE, "no 2"));
    assertThat(once.good(true, RULES, T0 + 60))
        .isEqualTo(new Health(true, 0, 0, false, T0, T0 + 60 + IDLE, Health.Look.NONE, "no 2"));
  }

  @Test
  void suspectAndAFailureAfterASuccessCountsFromOne() {
    Health next = failed(fresh, 2).good(false, RULES, T0 + 50).probeFailed("x", false, RULES, T0);

    assertThat(next.up()).isTrue();
    assertThat(next.failures()).isEqualTo(1);
  }

  @Test
  void quarantinedAndAFailureForgetsTheSuccesses() {
    Health rising = failed(fresh, 3).good(true, RULES, T0 + 10);

    Health next = rising.probeFailed("timeout", true, RULES, T0 + 20);

    assertThat(next.up()).isFalse();
    assertThat(next.successes()).isZero();
    assertThat(next.silent()).isTrue();
    assertThat(next.sinceNanos()).as("in quarantine since").isEqualTo(T0 + 3);
    assertThat(next.lookAtNanos()).isEqualTo(T0 + 20 + INTERVAL);
  }

  @Test
  void quarantinedAndASuccessBelowRiseIsLookedAtAgainSoon() {
    Health next = failed(fresh, 3).probed().good(true, RULES, T0 + 10);

    assertThat(next.up()).isFalse();
    assertThat(next.successes()).isEqualTo(1);
    assertThat(next.silent()).as("it spoke").isFalse();
    assertThat(next.probing()).isFalse();
    assertThat(next.lookAtNanos()).isEqualTo(T0 + 10 + RECHECK);
  }

  @Test
  void successNumberRiseEndsTheQuarantine() {
    Health next = failed(fresh, 3).good(true, RULES, T0 + 10).good(false, RULES, T0 + 20);

    assertThat(next)
        .isEqualTo(
            new Health(true, 0, 0, false, T0 + 20, T0 + 20 + IDLE, Health.Look.NONE, "no 3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100})
  void riseIsCountedExactly(int rise) {
    HealthRules rules =
        new HealthRules(true, INTERVAL, IDLE, RECHECK, TIMEOUT, rise, 1, false, false);
    Health health = fresh.dialFailed("x", false, rules, T0);
    for (int success = 1; success < rise; success++) {
      health = health.good(true, rules, T0);
      assertThat(health.up()).as("success %s of %s", success, rise).isFalse();
    }
    assertThat(health.good(true, rules, T0).up()).isTrue();
  }

  @Test
  void quarantinedAndDueWhenNothingProbesIsOnParoleUntilItFails() {
    Health paroled = failed(fresh, 3).paroled();

    assertThat(paroled.up()).isFalse();
    assertThat(paroled.look()).isEqualTo(Health.Look.PAROLE);
    Health failedAgain = paroled.dialFailed("x", false, NO_PROBES, T0 + 2001);
    assertThat(failedAgain.look()).isEqualTo(Health.Look.NONE);
    assertThat(failedAgain.lookAtNanos()).isEqualTo(T0 + 2001 + INTERVAL);
    Health once = paroled.good(false, NO_PROBES, T0 + 2001);
    assertThat(once.look()).as("stays").isEqualTo(Health.Look.PAROLE);
    assertThat(once.good(false, NO_PROBES, T0 + 2002).well()).isTrue();
  }

  @Test
  void whereNothingProbesAFirstFailureMakesNobodyLook() {
    Health next = fresh.dialFailed("refused", false, NO_PROBES, T0);

    assertThat(next.lookAtNanos()).isEqualTo(T0 + RECHECK);
  }

  @Test
  void aProbeUnderWaySurvivesWhatClientsTell() {
    Health probing = fresh.probed();

    assertThat(probing.probing()).isTrue();
    assertThat(probing.dialFailed("x", false, RULES, T0).probing()).isTrue();
    assertThat(probing.good(false, RULES, T0).probing()).isTrue();
    assertThat(failed(fresh, 3).probed().good(false, RULES, T0).probing()).isTrue();
  }

  @Test
  void aProbesAnswerEndsTheProbe() {
    Health probing = fresh.probed();

    assertThat(probing.probeFailed("x", false, RULES, T0).probing()).isFalse();
    assertThat(probing.good(true, RULES, T0).probing()).isFalse();
  }

  @Test
  void failuresDoNotOverflow() {
    Health worn = new Health(false, Integer.MAX_VALUE, 0, false, T0, T0, Health.Look.NONE, "x");

    assertThat(worn.probeFailed("x", false, RULES, T0).failures()).isEqualTo(Integer.MAX_VALUE);
  }

  private static Health failed(Health from, int times) {
    Health health = from;
    for (int i = 1; i <= times; i++) {
      health = health.probeFailed("no " + i, false, RULES, T0 + i);
    }
    return health;
  }
}

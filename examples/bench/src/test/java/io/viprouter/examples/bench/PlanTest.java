package io.viprouter.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void casesAreChosenByTheirBeginning() {
    Plan plan = Plan.full().with(1, 100, List.of("query-1", "idle-9"));
    assertThat(plan.cases().stream().map(Case::name)).containsExactly("query-1", "query-16");
    assertThat(plan.idle()).containsExactly(9000);
    assertThat(Plan.full().with(1, 100, List.of("")).cases()).isEqualTo(Plan.full().cases());
  }

  @Test
  void aChoiceThatLeavesNothingIsRefused() {
    assertThatThrownBy(() -> Plan.full().with(1, 100, List.of("ping-pong")))
        .hasMessageContaining("[ping-pong]")
        .hasMessageContaining("pingpong-32");
  }

  @Test
  void aWarmUpHasAllConnectionsButNotACrowd() {
    Plan plan = Plan.full();
    assertThat(plan.warmUp(Case.Kind.QUERY)).isEqualTo(new Case(Case.Kind.QUERY, 64));
    assertThat(plan.warmUp(Case.Kind.BUSY)).isEqualTo(new Case(Case.Kind.BUSY, 64));
    assertThat(plan.warmUp(Case.Kind.RESULT)).isEqualTo(new Case(Case.Kind.RESULT, 1));
  }

  @Test
  void aBudgetIsSpentAtItsEnd() {
    Budget budget = new Budget(50, Duration.ofNanos(100));
    assertThat(budget.spent(149)).isFalse();
    assertThat(budget.spent(150)).isTrue();
    assertThat(budget.fits(100, 49)).isTrue();
    assertThat(budget.fits(100, 50)).isFalse();
  }

  @Test
  void aProxyNeedsTwoDescriptorsAConnection() {
    assertThat(Idle.fits(9000, 20_000)).isTrue();
    assertThat(Idle.fits(9000, 18_000)).isFalse();
    assertThat(Idle.fits(1000, 1024)).isFalse();
  }
}

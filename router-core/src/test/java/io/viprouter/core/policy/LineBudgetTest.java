package io.viprouter.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

  private static final long SECOND = 1_000_000_000L;

  private final LineBudget budget = new LineBudget(3);

  @Test
  void soManyASecondAndTheRestIsCounted() {
    for (int i = 0; i < 10; i++) {
      assertThat(budget.take(5 + i)).isEqualTo(i < 3);
    }
    assertThat(budget.overdue(5 + SECOND - 1)).as("too early").isZero();
    assertThat(budget.overdue(5 + SECOND)).isEqualTo(7);
    assertThat(budget.overdue(5 + SECOND)).as("told once").isZero();
    assertThat(budget.take(5 + SECOND)).as("a new second").isTrue();
  }

  @Test
  void aClockThatIsNegativeOrWrapsIsAClock() {
    long now = Long.MAX_VALUE - 1;
    for (int i = 0; i < 4; i++) {
      assertThat(budget.take(now)).isEqualTo(i < 3);
    }
    assertThat(budget.take(now + SECOND)).isTrue();
  }

  @Test
  void linesThatNeverCameAreToldToo() {
    budget.leaveOut(5);
    assertThat(budget.overdue(0)).isEqualTo(5);
    assertThat(budget.owed()).isZero();
  }

  /** Whatever comes when: what is logged and what is told as left out is all there was. */
  @Test
  void nothingIsLost() {
    long seed = Long.getLong("seed", 3L);
    Random random = new Random(seed);
    long now = 0;
    long logged = 0;
    long told = 0;
    int lines = 100_000;
    for (int i = 0; i < lines; i++) {
      now += random.nextInt(5) == 0 ? random.nextInt(2_000_000_000) : random.nextInt(1_000_000);
      told += budget.overdue(now);
      logged += budget.take(now) ? 1 : 0;
    }
    assertThat(logged + told + budget.owed()).as("seed %s", seed).isEqualTo(lines);
    assertThat(logged).as("seed %s", seed).isLessThanOrEqualTo(3 * (now / SECOND + 1));
  }
}

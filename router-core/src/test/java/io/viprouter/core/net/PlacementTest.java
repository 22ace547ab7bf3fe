package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private final Placement placement = new Placement(3, 1);
  private final int[] placed = new int[3];

  private long now = 7_000_000_000L;

  private void place(int sessions) {
    IntStream.range(0, sessions).forEach(i -> placed[placement.place(now)]++);
  }

  private void comeAndGo(int sessions, long livedNanos) {
    for (int i = 0; i < sessions; i++) {
      placement.left(placement.place(now), livedNanos, now);
    }
  }

  @Test
  void theFirstStaysWithTheLoopThatAcceptsIt() {
    place(1);

    assertThat(placed).containsExactly(0, 1, 0);
  }

  @Test
  void manyAreSpreadEvenly() {
    place(30);

    assertThat(placed).containsExactly(10, 10, 10);
  }

  @Test
  void whoHasLostSessionsGetsTheNext() {
    place(30);
    IntStream.range(0, 5).forEach(i -> placement.left(2, Placement.BRIEF_NANOS, now));

    place(5);

    assertThat(placed).containsExactly(10, 10, 15);
  }

  @Test
  void oneAfterTheOtherNeverLeavesHome() {
    for (int i = 0; i < 1000; i++) {
      int loop = placement.place(now);
      assertThat(loop).isEqualTo(1);
      placement.left(loop, Placement.BRIEF_NANOS, now);
    }
  }

  @Test
  void inAStreamOfBriefOnesTheAcceptingLoopKeepsMany() {
    comeAndGo(Placement.STREAM, Placement.BRIEF_NANOS - 1);

    place(Placement.FEW_BRIEF);
    assertThat(placed).containsExactly(0, Placement.FEW_BRIEF, 0);

    place(2);
    assertThat(placed).containsExactly(1, Placement.FEW_BRIEF, 1);
  }

  @Test
  void aStreamOfTheWindowBeforeStillCounts() {
    comeAndGo(Placement.STREAM, 0);
    now += Placement.WINDOW_NANOS;

    place(3);

    assertThat(placed).containsExactly(0, 3, 0);
  }

  @Test
  void aStreamThatEndedIsForgotten() {
    comeAndGo(Placement.STREAM, 0);
    now += 2 * Placement.WINDOW_NANOS;

    place(3);

    assertThat(placed).containsExactly(1, 1, 1);
  }

  @Test
  void whatLastedIsNoStreamNorAreFew() {
    comeAndGo(Placement.STREAM, Placement.BRIEF_NANOS);
    comeAndGo(Placement.STREAM - 1, 0);

    place(3);

    assertThat(placed).containsExactly(1, 1, 1);
  }

  @Test
  void oneLoopHasThemAll() {
    Placement alone = new Placement(1, 0);
    for (int i = 0; i < 2 * Placement.FEW_BRIEF; i++) {
      assertThat(alone.place(now)).isZero();
    }
  }
}

package io.viprouter.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final int FEW = Placement.FEW;

  private final Placement placement = new Placement(3, 1);
  private final int[] placed = new int[3];

  private void place(int sessions) {
    IntStream.range(0, sessions).forEach(i -> placed[placement.place()]++);
  }

  @Test
  void fewStayWithTheLoopThatAcceptsThem() {
    place(FEW);

    assertThat(placed).containsExactly(0, FEW, 0);
  }

  @Test
  void manyAreSpreadEvenly() {
    place(3 * FEW);
    assertThat(placed).containsExactly(FEW, FEW, FEW);

    place(30);
    assertThat(placed).containsExactly(FEW + 10, FEW + 10, FEW + 10);
  }

  @Test
  void whoHasLostSessionsGetsTheNext() {
    place(3 * FEW);
    IntStream.range(0, 5).forEach(i -> placement.left(2));

    place(5);

    assertThat(placed).containsExactly(FEW, FEW, FEW + 5);
  }

  @Test
  void thoseThatComeAndGoNeverLeaveHome() {
    for (int i = 0; i < 1000; i++) {
      int loop = placement.place();
      assertThat(loop).isEqualTo(1);
      placement.left(loop);
    }
  }

  @Test
  void oneLoopHasThemAll() {
    Placement alone = new Placement(1, 0);
    for (int i = 0; i < 2 * FEW; i++) {
      assertThat(alone.place()).isZero();
    }
  }
}

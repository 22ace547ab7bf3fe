package io.viprouter.examples.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void anOddNumberHasAMiddle() {
    assertThat(Spread.of(List.of(3.0, 1.0, 10.0))).isEqualTo(new Spread(3, 1, 10, 3));
  }

  @Test
  void anEvenNumberHasTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 10.0, 2.0))).isEqualTo(new Spread(3, 1, 10, 4));
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> Spread.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  @Test
  void twiceAndHalfAsMuchAreEven() {
    assertThat(Spread.geometricMean(2, 0.5)).isCloseTo(1, within(1e-12));
    assertThat(Spread.geometricMean(8)).isCloseTo(8, within(1e-12));
    assertThatThrownBy(() -> Spread.geometricMean(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

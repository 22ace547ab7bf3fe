package io.viprouter.examples.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsItsColumns() {
    Table table = new Table(List.of("target", "µs"));
    table.row(List.of("a", "1234"));
    assertThat(table.toString())
        .isEqualTo("| target |   µs |\n| ------ | ---: |\n| a      | 1234 |\n");
  }

  @Test
  void refusesRowsOfAnotherLength() {
    Table table = new Table(List.of("target", "µs"));
    assertThatThrownBy(() -> table.row(List.of("a")))
        .hasMessage("cells: 1; the table has 2 columns");
  }

  @Test
  void showsThreeDigits() {
    assertThat(TextReport.number(0.12345)).isEqualTo("0.123");
    assertThat(TextReport.number(1.2345)).isEqualTo("1.23");
    assertThat(TextReport.number(12.345)).isEqualTo("12.3");
    assertThat(TextReport.number(12345.6)).isEqualTo("12346");
  }
}

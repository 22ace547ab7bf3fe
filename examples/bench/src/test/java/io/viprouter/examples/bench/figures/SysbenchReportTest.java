package io.viprouter.examples.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SysbenchReportTest {

  private static final String OUTPUT =
      """
      Threads started!

      Latency histogram (values are in milliseconds)
             value  ------------- distribution ------------- count
             0.051 |                                         1
             0.100 |****************************************  90
             0.200 |****                                     8
            12.000 |                                         1

      SQL statistics:
          queries performed:
              read:                            100
              write:                           0
              other:                           0
              total:                           100
          transactions:                        100    (99.50 per sec.)
          queries:                             100    (99.50 per sec.)
          ignored errors:                      0      (0.00 per sec.)

      General statistics:
          total time:                          1.0050s
          total number of events:              100
      """;

  @Test
  void readsCountTimeAndPercentiles() {
    SysbenchReport report = SysbenchReport.parse(OUTPUT);
    assertThat(report.queries()).isEqualTo(100);
    assertThat(report.seconds()).isEqualTo(1.005);
    assertThat(report.percentileMicros(50)).isEqualTo(100);
    assertThat(report.percentileMicros(95)).isEqualTo(200);
    assertThat(report.percentileMicros(99)).isEqualTo(200);
    assertThat(report.percentileMicros(100)).isEqualTo(12_000);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> SysbenchReport.parse("FATAL: no"))
        .hasMessageContaining("no histogram")
        .hasMessageContaining("FATAL: no");
    assertThatThrownBy(() -> SysbenchReport.parse(OUTPUT.replace("total time", "time")))
        .hasMessageContaining("total time");
  }
}

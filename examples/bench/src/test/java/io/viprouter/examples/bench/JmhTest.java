package io.viprouter.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every bench of JMH runs. What it says is not looked at: a moment in this JVM tells nothing. */
class JmhTest {

  /** Four of the election, three of the first packet, three of policy in six variants. */
  private static final int BENCHES = 4 + 3 + 3 * 6;

  @Test
  void everyBenchRuns() throws Exception {
    var results =
        new Runner(
                new OptionsBuilder()
                    .include("io\\.viprouter\\.examples\\.bench\\.jmh\\..*")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    assertThat(results).hasSize(BENCHES);
  }
}

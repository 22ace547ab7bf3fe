package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Flavour;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random faults under load; {@code -Dsoak.minutes} and {@code -Dsoak.seed} choose others. */
@Tag("real")
class SoakTest {

  @Test
  void allIsAccountedFor() {
    LabTools.require(Requirements.missing(Flavour.MYSQL_5_7));
    String seed = System.getProperty("soak.seed", Long.toString(System.nanoTime() % 1_000_000));
    assertThat(LabCommand.run("soak", System.getProperty("soak.minutes", "2"), "--seed", seed))
        .as("exit status; seed " + seed)
        .isZero();
  }
}

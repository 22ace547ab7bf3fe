package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Flavour;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The story of {@code bin/lab story}, once. */
@Tag("real")
class StoryTest {

  @Test
  void storyIsTrue() {
    LabTools.require(Requirements.missing(Flavour.MYSQL_5_7));
    LabTools.require(Requirements.missingForBrowser());
    assertThat(LabCommand.run("story")).isZero();
  }
}

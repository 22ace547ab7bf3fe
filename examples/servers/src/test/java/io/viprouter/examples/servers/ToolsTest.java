package io.viprouter.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.examples.servers.junit.Tools;
import org.junit.jupiter.api.Test;

class ToolsTest {

  @Test
  void findsWhatIsThere() {
    assertThat(Tools.require("tar", "tar")).isExecutable();
  }

  @Test
  void saysWhatToInstall() {
    assertThatThrownBy(() -> Tools.require("no-such-program", "some-package"))
        .hasMessageContaining("apt-get install some-package");
  }
}

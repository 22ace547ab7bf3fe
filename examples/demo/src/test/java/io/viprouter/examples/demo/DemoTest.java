package io.viprouter.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.Flavour;
import io.viprouter.examples.servers.junit.Tools;
import io.viprouter.examples.servers.junit.UsualFlavours;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class DemoTest {

  @ParameterizedTest
  @UsualFlavours
  @Tag("real")
  void storyIsTrue(Flavour flavour) {
    Tools.require(flavour);
    assertThat(Demo.run("--check", "--server", flavour.key(), "--ports", "0,0")).isZero();
  }

  @Test
  void takenPortIsSaidBeforeAnythingStarts() throws IOException {
    Tools.require(Flavour.MYSQL_5_7);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Demo.run("--check", "--ports", taken.getLocalPort() + ",0")).isEqualTo(1);
    }
  }

  @Test
  void wrongArgumentsAreUsageErrors() {
    assertThat(Demo.run("--server", "9.9")).isEqualTo(2);
    assertThat(Demo.run("--ports", "7001")).isEqualTo(2);
    assertThat(Demo.run("--ports", "7001,x")).isEqualTo(2);
  }
}

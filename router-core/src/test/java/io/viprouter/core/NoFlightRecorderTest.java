package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.testkit.ScriptedClient;
import io.viprouter.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a JVM made without the module of the Flight Recorder a router is as good as in any other. */
class NoFlightRecorderTest {

  @Test
  void routesWithoutTheModule() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base,java.logging,java.naming,java.sql,jdk.net,jdk.unsupported",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      child.getOutputStream().close();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
      assertThat(child.exitValue()).as(said).isZero();
      assertThat(said).contains("hello without a recorder");
    } finally {
      child.destroyForcibly();
    }
  }

  /** What the other JVM does. */
  static final class Child {

    private Child() {}

    public static void main(String[] args) throws IOException {
      if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
        throw new IllegalStateException("the module is there");
      }
      try (ScriptedServer server = ScriptedServer.greeting();
          Router router = Router.of(Fixture.section(server.port()).build()).start();
          ScriptedClient client = ScriptedClient.loggedIn(router.route("rw").port())) {
        System.out.println(client.echo("hello without a recorder"));
      }
    }
  }
}

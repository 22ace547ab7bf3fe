package io.viprouter.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.examples.servers.junit.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A JVM that ends, in whatever way, leaves no server behind. */
@Tag("real")
class JvmEndTest {

  @Test
  void shutdownHookKillsServers() throws IOException {
    Tools.require(Flavour.MYSQL_5_7);
    Process jvm = forgetful();
    ProcessHandle server = serverOf(jvm);

    jvm.destroy();
    jvm.onExit().join();

    assertThat(gone(server)).isTrue();
  }

  @Test
  void laterRunKillsServersOfAKilledJvm() throws IOException {
    Tools.require(Flavour.MYSQL_5_7);
    Process jvm = forgetful();
    ProcessHandle server = serverOf(jvm);
    jvm.destroyForcibly();
    jvm.onExit().join();
    assertThat(server.isAlive()).isTrue();

    Process later = forgetful();
    ProcessHandle laterServer = serverOf(later);

    assertThat(gone(server)).isTrue();
    later.destroy();
    later.onExit().join();
    assertThat(gone(laterServer)).isTrue();
  }

  private static boolean gone(ProcessHandle server) {
    return Await.until(Duration.ofSeconds(10), () -> !server.isAlive());
  }

  private static Process forgetful() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Forgetful.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle serverOf(Process jvm) throws IOException {
    BufferedReader out = jvm.inputReader();
    String line = out.readLine();
    while (line != null && !line.startsWith("pid ")) {
      line = out.readLine();
    }
    assertThat(line).isNotNull();
    return ProcessHandle.of(Long.parseLong(line.substring("pid ".length()))).orElseThrow();
  }

  /** Starts a server and waits for its own end. */
  static final class Forgetful {

    private Forgetful() {}

    public static void main(String[] args) throws IOException {
      DatabaseServer server = DatabaseServer.builder(Flavour.MYSQL_5_7).start();
      System.out.println("pid " + server.pid());
      System.in.read();
    }
  }
}

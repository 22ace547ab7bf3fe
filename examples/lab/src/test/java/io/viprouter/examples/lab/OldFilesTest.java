package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** mysqlrouter.conf and keepalived.conf of the scene run as they are. */
class OldFilesTest extends TwoRouters {

  @Test
  void theFilesOfTheSceneRunUnchanged() throws IOException {
    scene.database(scene.master01, 1);
    scene.database(scene.slave01, 2);
    scene.database(scene.slave02, 3);
    Launcher one = run(scene.router01);
    Launcher two = run(scene.router02);
    settle(one, two);
    one.process().await("listening on 172.168.1.20:7002");
    assertThat(whoAnswers(Scene.READ_WRITE)).isEqualTo("master01");
    assertThat(whoAnswers(Scene.READ_ONLY)).isEqualTo("slave02");

    int mark = two.process().mark();
    scene.router01.cut();
    two.process().await(mark, "listening on 172.168.1.20:7002");
    assertThat(whoAnswers(Scene.READ_WRITE)).isEqualTo("master01");
    assertThat(whoAnswers(Scene.READ_ONLY)).isEqualTo("slave02");
    scene.router01.heal();
    until("only router01 has it", () -> holds(scene.router01) && !holds(scene.router02));
    assertThat(whoAnswers(Scene.READ_WRITE)).isEqualTo("master01");
  }

  private Launcher run(Host host) throws IOException {
    return scene
        .lab()
        .closing(
            Launcher.start(
                host,
                "run",
                "--mysqlrouter",
                copy("mysqlrouter.conf").toString(),
                "--keepalived",
                copy("keepalived-" + host.name() + ".conf").toString()));
  }

  private Path copy(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(OldFilesTest.class.getResourceAsStream("/scene/" + name), name)) {
      return scene.file(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

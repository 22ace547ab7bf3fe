package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The router needs two rights, and not to be root. */
class RightsTest extends TwoRouters {

  @Test
  void twoCapabilitiesAreEnough() throws IOException {
    scene.database(scene.master01, 1);
    Path conf = scene.write(scene.router01, one());
    Launcher router =
        scene
            .lab()
            .closing(
                Launcher.start(
                    scene.router01,
                    List.of(
                        "setpriv",
                        "--reuid=nobody",
                        "--regid=nogroup",
                        "--clear-groups",
                        "--inh-caps=-all,+net_raw,+net_admin",
                        "--ambient-caps=-all,+net_raw,+net_admin",
                        "--bounding-set=-all,+net_raw,+net_admin"),
                    "-c",
                    conf.toString()));
    router.process().await(LISTENS);
    String status = Files.readString(Path.of("/proc", "" + router.process().pid(), "status"));
    assertThat(status)
        .containsPattern("Uid:\\s+65534\\s+65534")
        .containsPattern("CapEff:\\s+0000000000003000");
    assertThat(holds(scene.router01)).isTrue();
    assertThat(whoAnswers(Scene.READ_WRITE)).isEqualTo("master01");
    assertThat(router.stop()).isZero();
    assertThat(holds(scene.router01)).isFalse();
  }
}

package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** A router that cannot listen at the address gives it up. */
class FitnessTest extends TwoRouters {

  @Test
  void takenPort() throws Exception {
    scene.database(scene.master01, 1);
    ServerSocket taken =
        scene.router01.call(() -> new ServerSocket(7001, 1, InetAddress.getByName("0.0.0.0")));
    Launcher one = scene.router(scene.router01, one());
    Launcher two = scene.router(scene.router02, two());
    try (taken) {
      one.process()
          .await("(VI_1) unfit: section basic_failover cannot listen on 172.168.1.20:7001");
      two.process().await(LISTENS);
      assertThat(whoAnswers(Scene.READ_WRITE)).isEqualTo("master01");
      assertThat(holds(scene.router01)).isFalse();
      assertThat(one.admin().virtualRouter("VI_1").path("state").asString()).isEqualTo("FAULT");
    }
    one.process().await("(VI_1) fit again");
    one.process().await(LISTENS);
    until("only router01 has it", () -> holds(scene.router01) && !holds(scene.router02));
    assertThat(whoAnswers(Scene.READ_WRITE)).isEqualTo("master01");
  }
}

package io.viprouter.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.examples.servers.DatabaseServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A section and its virtual address come and go together. */
class JoinTest extends TwoRouters {

  private static final int SESSIONS = 20;

  @Test
  void sectionComesAndGoesWithItsAddress() throws Exception {
    DatabaseServer server = scene.database(scene.master01, 1);
    assertThat(
            Shell.line(
                    "ip netns exec "
                        + scene.router01.namespace()
                        + " sysctl -n net.ipv4.ip_nonlocal_bind")
                .strip())
        .as("an address that is not here cannot be bound")
        .isEqualTo("0");
    LabProcess addresses =
        scene
            .lab()
            .closing(
                LabProcess.start(
                    scene.router01, List.of("ip", "monitor", "address", "dev", "eth1"), Map.of()));
    Launcher one = scene.router(scene.router01, one());
    LabProcess.Line listens = one.process().await(LISTENS);
    LabProcess.Line there = addresses.await("172.168.1.20/24");
    figure(
        "section listens %.0f ms after its address is up (heard by two pipes)",
        millis(there.nanos(), listens.nanos()));
    assertThat(scene.router01.sockets("src 172.168.1.20 and sport = :7001")).isNotEmpty();

    List<Wire> sessions = open(SESSIONS);
    assertThat(atServer(server)).isEqualTo(SESSIONS);
    assertThat(established()).hasSize(SESSIONS);

    Launcher two = scene.router(scene.router02, two());
    two.process().await("Entering BACKUP STATE");
    long released = System.nanoTime();
    assertThat(one.admin().post("/api/v1/virtual-routers/VI_1/release").isOk()).isTrue();
    two.process().await(LISTENS);
    addresses.await("Deleted");
    until("no session is left on the old router", () -> established().isEmpty());
    until("none at the server", () -> atServer(server) == 0);
    figure(
        "%d sessions gone on both sides %.0f ms after the release",
        SESSIONS, millis(released, System.nanoTime()));
    assertThat(scene.router01.sockets("state listening sport = :7001"))
        .as("the old router listens no more")
        .isEmpty();
    for (Wire session : sessions) {
      assertThatThrownBy(() -> session.query("SELECT 1")).as("a client is told").isNotNull();
      session.close();
    }
    assertThat(whoAnswers(Scene.READ_WRITE)).isEqualTo("master01");
    assertThat(holds(scene.router01)).isFalse();
  }

  private List<Wire> open(int count) {
    return scene.client.call(
        () -> {
          List<Wire> opened = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            opened.add(new Wire(Scene.ADDRESS, Scene.READ_WRITE, 10_000));
          }
          return opened;
        });
  }

  private List<String> established() {
    return scene.router01.sockets("state established src 172.168.1.20");
  }

  private int atServer(DatabaseServer server) {
    return scene.client.call(
        () ->
            Integer.parseInt(
                server.value(
                    "SELECT count(*) FROM information_schema.processlist WHERE user='jumpserver'")));
  }
}

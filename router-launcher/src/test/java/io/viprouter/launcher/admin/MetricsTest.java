package io.viprouter.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import io.viprouter.vrrp.VrrpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  private static String scrape(Snapshot snapshot) throws IOException {
    try (AdminServer server =
        new AdminServer(
                new FakeOperations(() -> snapshot),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "")
            .start()) {
      return RawHttp.get(server, "/metrics").body();
    }
  }

  @Test
  void figuresHaveTheirNames() throws IOException {
    Scene scene = Scene.failedOver(NOW);
    assertThat(scrape(scene.snapshot()).lines())
        .contains(
            "viprouter_build_info{version=\"0.1.0\"} 1",
            "viprouter_start_time_seconds 1.7955864E9",
            "viprouter_active_connections 388.0",
            "viprouter_buffers_lent 0.0",
            "viprouter_loop_turn_seconds_max 0.003",
            "viprouter_route_up{route=\"rw\"} 1.0",
            "viprouter_route_listening{route=\"rw\"} 1.0",
            "viprouter_route_active_connections{route=\"rw\"} 171.0",
            "viprouter_route_max_connections{route=\"rw\"} 512.0",
            "viprouter_route_connections_total{route=\"rw\"} 9747.0",
            "viprouter_route_refused_total{reason=\"too-many-connections\",route=\"rw\"} 2.0",
            "viprouter_route_refused_total{reason=\"no-destination\",route=\"rw\"} 0.0",
            "viprouter_route_bytes_total{direction=\"from-clients\",route=\"rw\"} 4.639914E8",
            "viprouter_route_blocked_hosts{route=\"rw\"} 0.0",
            "viprouter_destination_up{destination=\"db1:3306\",route=\"rw\"} 0.0",
            "viprouter_destination_up{destination=\"db2:3306\",route=\"rw\"} 1.0",
            "viprouter_destination_current{destination=\"db2:3306\",route=\"rw\"} 1.0",
            "viprouter_destination_active_connections{destination=\"db2:3306\",route=\"rw\"} 171.0",
            "viprouter_destination_connect_failures_total{destination=\"db1:3306\",route=\"rw\"} 67.0",
            "viprouter_destination_quarantined_total{destination=\"db1:3306\",route=\"rw\"} 1.0",
            "viprouter_destination_state{destination=\"db1:3306\",route=\"rw\",state=\"quarantined\"} 1.0",
            "viprouter_destination_state{destination=\"db1:3306\",route=\"rw\",state=\"up\"} 0.0",
            "viprouter_vrrp_state{instance=\"VI_1\",state=\"MASTER\"} 1.0",
            "viprouter_vrrp_state{instance=\"VI_2\",state=\"MASTER\"} 0.0",
            "viprouter_vrrp_state{instance=\"VI_2\",state=\"BACKUP\"} 1.0",
            "viprouter_vrrp_adverts_total{direction=\"sent\",instance=\"VI_1\"} 3812.0",
            "viprouter_vrrp_rejected_total{instance=\"VI_1\",reason=\"password\"} 2.0",
            "viprouter_vrrp_transitions_total{instance=\"VI_1\",to=\"MASTER\"} 0.0",
            "viprouter_vrrp_effective_priority{instance=\"VI_1\"} 120.0")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
        .anyMatch(line -> line.startsWith("process_cpu_seconds_total "));
  }

  @Test
  void noClientAddressIsALabel() throws IOException {
    Scene scene =
        new Scene(NOW)
            .route(
                "rw",
                Mode.READ_WRITE,
                true,
                List.of("203.0.113.99"),
                Scene.up("db1:3306", true, 1, NOW));
    scene.events().clientBlocked("rw", "203.0.113.99");
    assertThat(scrape(scene.snapshot()))
        .contains("viprouter_route_blocked_hosts{route=\"rw\"} 1.0")
        .doesNotContain("203.0.113.99");
  }

  @Test
  void aRouterWithoutAnythingHasMetrics() throws IOException {
    assertThat(scrape(new Scene(NOW).snapshot())).contains("viprouter_build_info");
    assertThat(scrape(new Scene(NOW).virtualRouter("VI_1", VrrpState.FAULT, "no").snapshot()))
        .contains("viprouter_vrrp_state{instance=\"VI_1\",state=\"FAULT\"} 1.0");
  }
}

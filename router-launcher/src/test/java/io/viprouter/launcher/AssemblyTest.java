package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.Mode;
import io.viprouter.core.OnUnfit;
import io.viprouter.core.ProxyProtocol;
import io.viprouter.core.RoutingSection;
import io.viprouter.core.Strategy;
import io.viprouter.launcher.config.Problems;
import io.viprouter.launcher.config.Settings;
import io.viprouter.launcher.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read reaches the library, and the library agrees with the reader about the ranges. */
final class AssemblyTest {

  @TempDir Path directory = Path.of(".");

  private RoutingSection section(String inside) throws IOException {
    Problems problems = new Problems();
    Path file =
        Files.writeString(
            directory.resolve("router.conf"),
            "router.sections.rw { bind = \"127.0.0.1:7001\", destinations = [\"db1:3306\"]\n"
                + inside
                + "\n}");
    Settings settings =
        new SettingsReader(problems)
            .read(file, List.of())
            .orElseThrow(() -> new AssertionError(problems.lines().toString()));
    return Assembly.section(settings.sections().get(0));
  }

  @Test
  void everythingArrives() throws IOException {
    RoutingSection section =
        section(
            """
            mode = read-only
            strategy = round-robin-with-fallback
            fallback = ["db2:3307"]
            connect-timeout = 2s
            client-connect-timeout = 3s
            max-connections = 4
            max-connect-errors = 5
            connect-errors-expire = 6s
            idle-timeout = 7s
            keep-alive { idle = 8s, interval = 9s, count = 10 }
            on-unfit = drain, hold = 16s, hold-max = 17, allow = ["10.0.0.0/8"], deny = ["10.1.0.0/16"]
            send-proxy-protocol = v1, accept-proxy-protocol-from = ["10.2.0.0/16"]
            health { kind = tcp, interval = 11s, idle-interval = 12s, timeout = 13s, rise = 14, fall = 15 }
            """);
    assertThat(section.name()).isEqualTo("rw");
    assertThat(section.mode()).isEqualTo(Mode.READ_ONLY);
    assertThat(section.strategy()).isEqualTo(Strategy.ROUND_ROBIN_WITH_FALLBACK);
    assertThat(section.binds()).hasSize(1);
    assertThat(section.destinations()).hasSize(1);
    assertThat(section.fallback()).hasSize(1);
    assertThat(section.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(section.clientConnectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(section.maxConnections()).isEqualTo(4);
    assertThat(section.maxConnectErrors()).isEqualTo(5);
    assertThat(section.connectErrorsExpire()).isEqualTo(Duration.ofSeconds(6));
    assertThat(section.idleTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(section.onUnfit()).isEqualTo(OnUnfit.DRAIN);
    assertThat(section.hold()).isEqualTo(Duration.ofSeconds(16));
    assertThat(section.holdMax()).isEqualTo(17);
    assertThat(section.allow()).hasToString("[10.0.0.0/8]");
    assertThat(section.deny()).hasToString("[10.1.0.0/16]");
    assertThat(section.sendProxyProtocol()).isEqualTo(ProxyProtocol.V1);
    assertThat(section.acceptProxyProtocolFrom()).hasToString("[10.2.0.0/16]");
    assertThat(section.keepAlive()).hasToString("KeepAlive[idle=PT8S, interval=PT9S, count=10]");
    assertThat(section.health())
        .hasToString(
            "HealthCheck[kind=TCP, interval=PT11S, idleInterval=PT12S, timeout=PT13S, rise=14,"
                + " fall=15]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect-timeout = 1ms, client-connect-timeout = 1ms, connect-errors-expire = 1ms",
        "connect-timeout = 65535s, client-connect-timeout = 365d, connect-errors-expire = 365d",
        "idle-timeout = 1ms, max-connections = 1, max-connect-errors = 0",
        "idle-timeout = 365d, max-connections = 65535, max-connect-errors = 4294967295",
        "keep-alive { idle = 1s, interval = 1s, count = 1 }",
        "keep-alive { idle = 32767s, interval = 32767s, count = 127 }",
        "health { interval = 10ms, idle-interval = 10ms, timeout = 1ms, rise = 1, fall = 1 }",
        "health { interval = 1h, idle-interval = 1d, timeout = 1m, rise = 100, fall = 100 }",
        "health { kind = none }",
        "hold = 1ms, hold-max = 1",
        "hold = 1h, hold-max = 65535",
        "destinations = [{ address = a, weight = 100, max-connections = 65535 }]",
        "bind = [\"a:0\", \"b:65535\", \"unix:/x\", \"[::1]:1\"]",
      })
  void theLibraryTakesTheEndsOfEveryRange(String inside) throws IOException {
    assertThat(section(inside).name()).isEqualTo("rw");
  }
}

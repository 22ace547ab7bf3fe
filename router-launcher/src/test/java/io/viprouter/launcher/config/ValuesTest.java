package io.viprouter.launcher.config;

import static io.viprouter.launcher.config.ConfigFiles.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.core.HealthCheck;
import io.viprouter.core.KeepAlive;
import io.viprouter.core.Mode;
import io.viprouter.core.Network;
import io.viprouter.core.OnUnfit;
import io.viprouter.core.ProxyProtocol;
import io.viprouter.core.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every key: values it takes, values it refuses, and the ends of its range. */
final class ValuesTest {

  @TempDir Path directory;
  private ConfigFiles files = new ConfigFiles(Path.of("."));

  /** Where each duration and number ends up. */
  private static final Map<String, Function<Settings.Section, Object>> IN_SECTION =
      Map.ofEntries(
          Map.entry("connect-timeout", s -> s.timeouts().connect()),
          Map.entry("client-connect-timeout", s -> s.timeouts().clientConnect()),
          Map.entry("idle-timeout", s -> s.timeouts().idle()),
          Map.entry("connect-errors-expire", s -> s.limits().connectErrorsExpire()),
          Map.entry("max-connections", s -> s.limits().connections()),
          Map.entry("max-connect-errors", s -> s.limits().connectErrors()),
          Map.entry("keep-alive.idle", s -> s.keepAlive().idle()),
          Map.entry("keep-alive.interval", s -> s.keepAlive().interval()),
          Map.entry("keep-alive.count", s -> s.keepAlive().count()),
          Map.entry("health.interval", s -> s.health().interval()),
          Map.entry("health.idle-interval", s -> s.health().idleInterval()),
          Map.entry("health.timeout", s -> s.health().timeout()),
          Map.entry("health.rise", s -> s.health().rise()),
          Map.entry("health.fall", s -> s.health().fall()));

  private static Object read(String key, Settings.Section section) {
    return Objects.requireNonNull(IN_SECTION.get(key), key).apply(section);
  }

  @BeforeEach
  void useDirectory() {
    files = new ConfigFiles(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "connect-timeout, 1ms, PT0.001S",
    "connect-timeout, 65535s, PT65535S",
    "connect-timeout, 1500 milliseconds, PT1.5S",
    "client-connect-timeout, 1ms, PT0.001S",
    "client-connect-timeout, 365d, PT8760H",
    "idle-timeout, 0s, PT0S",
    "idle-timeout, 0, PT0S",
    "idle-timeout, 1ms, PT0.001S",
    "idle-timeout, 365d, PT8760H",
    "connect-errors-expire, 1ms, PT0.001S",
    "connect-errors-expire, 365d, PT8760H",
    "keep-alive.idle, 1s, PT1S",
    "keep-alive.idle, 32767s, PT32767S",
    "keep-alive.interval, 1s, PT1S",
    "keep-alive.interval, 32767s, PT32767S",
    "health.interval, 10ms, PT0.01S",
    "health.interval, 1h, PT1H",
    "health.idle-interval, 10ms, PT0.01S",
    "health.idle-interval, 1d, PT24H",
    "health.timeout, 1ms, PT0.001S",
    "health.timeout, 1m, PT1M",
  })
  void durationsInRange(String key, String value, Duration expected) {
    assertThat(read(key, files.rw(key + " = " + value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "max-connections, 1",
    "max-connections, 65535",
    "max-connect-errors, 0",
    "max-connect-errors, 4294967295",
    "keep-alive.count, 1",
    "keep-alive.count, 127",
    "health.rise, 1",
    "health.rise, 100",
    "health.fall, 1",
    "health.fall, 100",
  })
  void numbersInRange(String key, String value) {
    assertThat(read(key, files.rw(key + " = " + value))).hasToString(value);
    assertThat(read(key, files.rw(key + " = \"" + value + "\""))).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "connect-timeout | 0s | '0s' is out of range; 1ms to 65535s",
        "connect-timeout | 999us | '999us' is out of range; 1ms to 65535s",
        "connect-timeout | 65536s | '65536s' is out of range; 1ms to 65535s",
        "connect-timeout | -1s | '-1s' is out of range; 1ms to 65535s",
        "connect-timeout | 5 | '5' has no unit; write 5s, 5ms or the like",
        "connect-timeout | \"5\" | '5' has no unit; write 5s, 5ms or the like",
        "connect-timeout | soon | 'soon' is not a duration such as 500ms, 1s or 2m",
        "connect-timeout | 1 month | '1 month' is not a duration such as 500ms, 1s or 2m",
        "connect-timeout | \"\" | '' is not a duration such as 500ms, 1s or 2m",
        "connect-timeout | [1s] | '[\"1s\"]' is a list; expected a duration such as 500ms, 1s or 2m",
        "connect-timeout | true | 'true' is a boolean; expected a duration such as 500ms, 1s or 2m",
        "connect-timeout | null | has no value (null); expected a duration such as 500ms, 1s or 2m",
        "client-connect-timeout | 0s | '0s' is out of range; 1ms to 365d",
        "client-connect-timeout | 366d | '366d' is out of range; 1ms to 365d",
        "client-connect-timeout | 99999999999d | '99999999999d' is out of range; 1ms to 365d",
        "idle-timeout | -1s | '-1s' is out of range; 1ms to 365d, or 0s",
        "idle-timeout | 366d | '366d' is out of range; 1ms to 365d, or 0s",
        "connect-errors-expire | 0s | '0s' is out of range; 1ms to 365d",
        "connect-errors-expire | 366d | '366d' is out of range; 1ms to 365d",
        "max-connections | 0 | '0' is out of range; 1 to 65535",
        "max-connections | 65536 | '65536' is out of range; 1 to 65535",
        "max-connections | 1.5 | '1.5' is not a whole number",
        "max-connections | many | 'many' is not a whole number",
        "max-connections | 0x10 | '0x10' is not a whole number",
        "max-connections | 99999999999999999999 | '99999999999999999999' is out of range; 1 to 65535",
        "max-connections | [1] | '[1]' is a list; expected a whole number",
        "max-connect-errors | -1 | '-1' is out of range; 0 to 4294967295",
        "max-connect-errors | 4294967296 | '4294967296' is out of range; 0 to 4294967295",
        "keep-alive.idle | 0s | '0s' is out of range; 1s to 32767s",
        "keep-alive.idle | 32768s | '32768s' is out of range; 1s to 32767s",
        "keep-alive.idle | 1500ms | '1500ms' is not whole seconds",
        "keep-alive.interval | 999ms | '999ms' is out of range; 1s to 32767s",
        "keep-alive.interval | 32768s | '32768s' is out of range; 1s to 32767s",
        "keep-alive.count | 0 | '0' is out of range; 1 to 127",
        "keep-alive.count | 128 | '128' is out of range; 1 to 127",
        "keep-alive | on | 'on' is a string; expected an object: { ... }",
        "health.interval | 9ms | '9ms' is out of range; 10ms to 1h",
        "health.interval | 61m | '61m' is out of range; 10ms to 1h",
        "health.idle-interval | 9ms | '9ms' is out of range; 10ms to 1d",
        "health.idle-interval | 25h | '25h' is out of range; 10ms to 1d",
        "health.timeout | 0s | '0s' is out of range; 1ms to 60s",
        "health.timeout | 61s | '61s' is out of range; 1ms to 60s",
        "health.rise | 0 | '0' is out of range; 1 to 100",
        "health.rise | 101 | '101' is out of range; 1 to 100",
        "health.fall | 0 | '0' is out of range; 1 to 100",
        "health.fall | 101 | '101' is out of range; 1 to 100",
        "on-unfit | kill | unknown on-unfit 'kill'; one of close, drain, keep",
        "hold | 2h | '2h' is out of range; 1ms to 1h, or 0s",
        "hold-max | 0 | '0' is out of range; 1 to 65535",
        "send-proxy-protocol | v3 | unknown send-proxy-protocol 'v3'; did you mean 'v1'?",
        "health.kind | gretting | unknown kind 'gretting'; did you mean 'greeting'?",
        "health.kind | ping | unknown kind 'ping'; one of greeting, tcp, role, none",
        "health | none | 'none' is a string; expected an object: { ... }",
        "mode | readonly | unknown mode 'readonly'; did you mean 'read-only'?",
        "mode | READ-WRITE | unknown mode 'READ-WRITE'; did you mean 'read-write'?",
        "mode | x | unknown mode 'x'; one of read-write, read-only",
        "mode | 5 | '5' is a number; expected one of read-write, read-only",
        "strategy | round-robbin | unknown strategy 'round-robbin'; did you mean 'round-robin'?",
        "strategy | [first-available] | '[\"first-available\"]' is a list; expected one of"
            + " first-available, next-available, primary-preferred, round-robin,"
            + " round-robin-with-fallback, least-connections",
      })
  void refusedInSection(String key, String value, String what) {
    assertThat(files.faults(section(key + " = " + value)))
        .containsExactly(
            "router.conf:2: router.sections.rw." + key + ": " + what, "1 error; not starting.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "io-threads | -1 | '-1' is out of range; 0 to 64",
        "io-threads | 65 | '65' is out of range; 0 to 64",
        "max-total-connections | -1 | '-1' is out of range; 0 to 10000000",
        "max-total-connections | 10000001 | '10000001' is out of range; 0 to 10000000",
        "shutdown-grace | -1s | '-1s' is out of range; 0s to 1d",
        "shutdown-grace | 25h | '25h' is out of range; 0s to 1d",
        "shutdown-grace | 10 | '10' has no unit; write 10s, 10ms or the like",
        "sections | [] | '[]' is a list; expected an object: { ... }",
        "section-defaults | 5 | '5' is a number; expected an object: { ... }",
      })
  void refusedInRouter(String key, String value, String what) {
    assertThat(files.faults(section("") + "\nrouter." + key + " = " + value))
        .contains("router.conf:4: router." + key + ": " + what);
  }

  @Test
  void routerItselfIsAnObject() {
    assertThat(files.faults("router = 5"))
        .contains("router.conf:1: router: '5' is a number; expected an object: { ... }");
  }

  @Test
  void routerKeys() {
    Settings least =
        files.settings(
            section("")
                + "\nrouter { io-threads = 0, max-total-connections = 0, shutdown-grace = 0s }");
    assertThat(least.process().shutdownGrace()).isZero();
    Settings most =
        files.settings(
            section("")
                + "\nrouter { io-threads = 64, max-total-connections = 10000000 }"
                + "\nrouter.shutdown-grace = 1d");
    assertThat(most.process().ioThreads()).isEqualTo(64);
    assertThat(most.process().maxTotalConnections()).isEqualTo(10_000_000);
    assertThat(most.process().shutdownGrace()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void defaultsAreThoseOfTheLibrary() {
    Settings settings = files.settings(section(""));
    assertThat(settings.process().ioThreads()).isZero();
    assertThat(settings.process().maxTotalConnections()).isZero();
    assertThat(settings.process().shutdownGrace()).isEqualTo(Duration.ofSeconds(10));
    Settings.Section rw = settings.sections().get(0);
    assertThat(rw.mode()).isEqualTo(Mode.READ_WRITE);
    assertThat(rw.strategy()).isEqualTo(Strategy.FIRST_AVAILABLE);
    assertThat(rw.fallback()).isEmpty();
    assertThat(rw.health()).isEqualTo(HealthCheck.DEFAULT);
    assertThat(rw.keepAlive()).isEqualTo(KeepAlive.DEFAULT);
    assertThat(rw.limits()).isEqualTo(new Settings.Limits(512, 100, Duration.ofSeconds(60)));
    assertThat(rw.timeouts())
        .isEqualTo(
            new Settings.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ZERO));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void everyStrategy(Strategy strategy) {
    String fallback =
        strategy == Strategy.ROUND_ROBIN_WITH_FALLBACK ? "\nfallback = [\"db9:3306\"]" : "";
    assertThat(files.rw("strategy = " + strategy.key() + fallback).strategy()).isEqualTo(strategy);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void modeNamesTheStrategy(Mode mode) {
    Settings.Section section = files.rw("mode = " + mode.key());
    assertThat(section.mode()).isEqualTo(mode);
    assertThat(section.strategy()).isEqualTo(mode.defaultStrategy());
    assertThat(files.rw("strategy = null, mode = " + mode.key()).strategy())
        .isEqualTo(mode.defaultStrategy());
  }

  @Test
  void outageAndAccess() {
    Settings.Section least = files.rw("");
    assertThat(least.outage()).isEqualTo(new Settings.Outage(OnUnfit.CLOSE, Duration.ZERO, 1000));
    assertThat(files.rw("mode = read-only").outage().onUnfit()).isEqualTo(OnUnfit.KEEP);
    assertThat(least.access())
        .isEqualTo(new Settings.Access(List.of(), List.of(), ProxyProtocol.NONE, List.of()));
    Settings.Section most =
        files.rw(
            """
            on-unfit = drain, hold = 3s, hold-max = 7
            allow = ["10.0.0.0/8", "::1"], deny = ["10.1.0.0/16"]
            send-proxy-protocol = v2, accept-proxy-protocol-from = ["192.168.0.1"]
            """);
    assertThat(most.outage())
        .isEqualTo(new Settings.Outage(OnUnfit.DRAIN, Duration.ofSeconds(3), 7));
    assertThat(most.access())
        .isEqualTo(
            new Settings.Access(
                List.of(Network.parse("10.0.0.0/8"), Network.parse("::1")),
                List.of(Network.parse("10.1.0.0/16")),
                ProxyProtocol.V2,
                List.of(Network.parse("192.168.0.1"))));
  }

  @Test
  void roleNeedsAMonitor() {
    assertThat(files.faults(section("health.kind = role")))
        .containsExactly(
            "router.conf:2: router.sections.rw.health.kind: role needs somebody to ask as:"
                + " router.monitor.user",
            "1 error; not starting.");
    assertThat(files.settings(section("health.kind = role") + "\nrouter.monitor.user = m"))
        .isNotNull();
  }

  @Test
  void networksAreChecked() {
    assertThat(files.faults(section("allow = [\"10.1.0.0/8\", office], deny = \"10.0.0.1\"")))
        .containsExactly(
            "router.conf:2: router.sections.rw.allow[0]: '10.1.0.0/8' has bits set after its prefix;"
                + " did you mean '10.0.0.0/8'?",
            "router.conf:2: router.sections.rw.allow[1]: 'office': address/bits, as 10.1.0.0/16 or"
                + " fd00:1::/64, or an address",
            "router.conf:2: router.sections.rw.deny: '10.0.0.1' is a string; expected a list such as"
                + " [\"10.0.0.0/8\"]",
            "3 errors; not starting.");
  }
}

package io.viprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingSectionTest {

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration NANOSECOND = Duration.ofNanos(1);

  private interface Setting extends Consumer<RoutingSectionBuilder> {}

  @Test
  void defaultsAreThoseOfMySqlRouter() {
    RoutingSection section = minimal().build();

    assertThat(section.name()).isEqualTo("rw");
    assertThat(section.binds()).isEmpty();
    assertThat(section.mode()).isEqualTo(Mode.READ_WRITE);
    assertThat(section.strategy()).isEqualTo(Strategy.FIRST_AVAILABLE);
    assertThat(section.fallback()).isEmpty();
    assertThat(section.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(section.clientConnectTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(section.maxConnections()).isEqualTo(512);
    assertThat(section.maxConnectErrors()).isEqualTo(100);
    assertThat(section.connectErrorsExpire()).isEqualTo(Duration.ofSeconds(60));
    assertThat(section.idleTimeout()).isZero();
    assertThat(section.keepAlive()).isEqualTo(KeepAlive.DEFAULT);
    assertThat(section.health()).isEqualTo(HealthCheck.DEFAULT);
    assertThat(section.destinations())
        .containsExactly(new WeightedDestination(new Destination("db1", 3306), 1, 0));
  }

  @Test
  void modeNamesTheDefaultStrategy() {
    assertThat(minimal().mode(Mode.READ_ONLY).build().strategy()).isEqualTo(Strategy.ROUND_ROBIN);
    assertThat(minimal().mode(Mode.READ_ONLY).strategy(Strategy.LEAST_CONNECTIONS).build())
        .extracting(RoutingSection::strategy)
        .isEqualTo(Strategy.LEAST_CONNECTIONS);
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        allowed("connect-timeout least", b -> b.connectTimeout(MILLISECOND)),
        allowed("connect-timeout most", b -> b.connectTimeout(Duration.ofSeconds(65_535))),
        allowed("client-connect-timeout least", b -> b.clientConnectTimeout(MILLISECOND)),
        allowed("client-connect-timeout most", b -> b.clientConnectTimeout(YEAR)),
        allowed("max-connections least", b -> b.maxConnections(1)),
        allowed("max-connections most", b -> b.maxConnections(65_535)),
        allowed("max-connect-errors never", b -> b.maxConnectErrors(0)),
        allowed("max-connect-errors most", b -> b.maxConnectErrors(4_294_967_295L)),
        allowed("connect-errors-expire least", b -> b.connectErrorsExpire(MILLISECOND)),
        allowed("connect-errors-expire most", b -> b.connectErrorsExpire(YEAR)),
        allowed("idle-timeout never", b -> b.idleTimeout(Duration.ZERO)),
        allowed("idle-timeout least", b -> b.idleTimeout(MILLISECOND)),
        allowed("idle-timeout most", b -> b.idleTimeout(YEAR)));
  }

  static Stream<Arguments> refused() {
    String ofYear = "; 1 ms to 31536000 s";
    return Stream.of(
        refused(b -> b.connectTimeout(Duration.ZERO), "connect-timeout is 0 s; 1 ms to 65535 s"),
        refused(
            b -> b.connectTimeout(Duration.ofSeconds(65_535).plus(NANOSECOND)),
            "connect-timeout is PT18H12M15.000000001S; 1 ms to 65535 s"),
        refused(
            b -> b.connectTimeout(Duration.ofMillis(-1500)),
            "connect-timeout is -1500 ms; 1 ms to 65535 s"),
        refused(
            b -> b.clientConnectTimeout(Duration.ZERO), "client-connect-timeout is 0 s" + ofYear),
        refused(
            b -> b.clientConnectTimeout(YEAR.plusSeconds(1)),
            "client-connect-timeout is 31536001 s" + ofYear),
        refused(b -> b.maxConnections(0), "max-connections is 0; 1 to 65535"),
        refused(b -> b.maxConnections(65_536), "max-connections is 65536; 1 to 65535"),
        refused(b -> b.maxConnectErrors(-1), "max-connect-errors is -1; 0 to 4294967295"),
        refused(
            b -> b.maxConnectErrors(4_294_967_296L),
            "max-connect-errors is 4294967296; 0 to 4294967295"),
        refused(b -> b.connectErrorsExpire(Duration.ZERO), "connect-errors-expire is 0 s" + ofYear),
        refused(
            b -> b.connectErrorsExpire(YEAR.plusMillis(1)),
            "connect-errors-expire is 31536000001 ms" + ofYear),
        refused(b -> b.idleTimeout(NANOSECOND), "idle-timeout is PT0.000000001S" + ofYear),
        refused(b -> b.idleTimeout(Duration.ofSeconds(-1)), "idle-timeout is -1 s" + ofYear),
        refused(b -> b.idleTimeout(YEAR.plusSeconds(1)), "idle-timeout is 31536001 s" + ofYear),
        refused(b -> b.destinations(List.of()), "destinations is empty; at least one is needed"),
        refused(b -> b.destination("db1", 3306), "destination db1:3306 stands twice"),
        refused(
            b -> b.destination(new WeightedDestination(new Destination("db1", 3306), 5, 5)),
            "destination db1:3306 stands twice"),
        refused(
            b ->
                b.strategy(Strategy.ROUND_ROBIN_WITH_FALLBACK)
                    .fallback(new Destination("db1", 3306)),
            "destination db1:3306 stands twice"),
        refused(
            b -> b.bind("127.0.0.1", 6446).bind("127.0.0.1", 6446),
            "bind address 127.0.0.1:6446 stands twice"),
        refused(
            b -> b.bind(Path.of("/run/r.sock")).bind(Path.of("/run/r.sock")),
            "bind address unix:/run/r.sock stands twice"),
        refused(
            b -> b.bind(new Elsewhere()),
            "bind address elsewhere: neither an InetSocketAddress nor a UnixDomainSocketAddress"),
        refused(b -> b.bind("::1", 6446).bind("::1", 6446), "bind address [::1]:6446 stands twice"),
        refused(b -> b.bind("db1", 3306), "destination db1:3306 is the section's own bind address"),
        refused(
            b -> b.bind(resolved("127.0.0.1", 3306)).destination("127.0.0.1", 3306),
            "destination 127.0.0.1:3306 is the section's own bind address"),
        refused(
            b -> b.strategy(Strategy.ROUND_ROBIN_WITH_FALLBACK),
            "fallback is empty; strategy round-robin-with-fallback needs at least one"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void everyBoundaryIsAllowed(String name, Setting setting) {
    RoutingSectionBuilder builder = minimal();
    setting.accept(builder);

    assertThatCode(builder::build).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void beyondItIsRefusedWithSectionFieldValueAndRule(Setting setting, String message) {
    RoutingSectionBuilder builder = minimal();
    setting.accept(builder);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("section 'rw': " + message);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ROUND_ROBIN_WITH_FALLBACK")
  void fallbackBelongsToOneStrategyOnly(Strategy strategy) {
    RoutingSectionBuilder builder =
        minimal().strategy(strategy).fallback(new Destination("f", 3306));

    assertThatThrownBy(builder::build)
        .hasMessage(
            "section 'rw': fallback is set, but strategy "
                + strategy.key()
                + " uses none; only round-robin-with-fallback does");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "rw-1.primary_x", "0", "AZaz09_.-"})
  void namesAreLettersDigitsAndThreeMarks(String name) {
    assertThat(RoutingSection.builder(name).destination("db", 1).build().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "r\u00f4", "a/b", "a:b", "rw\n"})
  void otherNamesAreRefusedAtOnce(String name) {
    assertThatThrownBy(() -> RoutingSection.builder(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("section name '" + name + "': 1 to 64 letters, digits, '_', '-' or '.'");
  }

  @Test
  void nameHasUpTo64Characters() {
    assertThatCode(() -> RoutingSection.builder("x".repeat(64))).doesNotThrowAnyException();
    assertThatThrownBy(() -> RoutingSection.builder("x".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void bindPortIsCheckedAtOnce(int port) {
    assertThatThrownBy(() -> minimal().bind("127.0.0.1", port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bind port is " + port + "; 0 to 65535");
  }

  @Test
  void anyFreePortMayBeAskedForTwice() {
    RoutingSection section = minimal().bind("127.0.0.1", 0).bind("127.0.0.1", 0).build();

    assertThat(section.binds()).hasSize(2);
  }

  @Test
  void sixteenAddressesAreTheMost() {
    RoutingSectionBuilder builder = minimal();
    for (int port = 1; port <= 16; port++) {
      builder.bind("127.0.0.1", port);
    }
    assertThatCode(builder::build).doesNotThrowAnyException();

    assertThatThrownBy(builder.bind("127.0.0.1", 17)::build)
        .hasMessage("section 'rw': number of bind addresses is 17; 0 to 16");
  }

  @Test
  void sixtyFourDestinationsAreTheMostFallbackIncluded() {
    RoutingSectionBuilder builder = minimal().strategy(Strategy.ROUND_ROBIN_WITH_FALLBACK);
    for (int i = 2; i <= 63; i++) {
      builder.destination("db" + i, 3306);
    }
    builder.fallback(new Destination("f1", 3306));
    assertThat(builder.build().allDestinations()).hasSize(64);

    assertThatThrownBy(builder.fallback(new Destination("f2", 3306))::build)
        .hasMessage("section 'rw': number of destinations is 65; 1 to 64");
  }

  @Test
  void pathOfASocketHasUpTo107Bytes() {
    assertThatCode(minimal().bind(Path.of("/" + "s".repeat(106)))::build)
        .doesNotThrowAnyException();

    String tooLong = "/" + "s".repeat(107);
    assertThatThrownBy(minimal().bind(Path.of(tooLong))::build)
        .hasMessage("section 'rw': socket path '" + tooLong + "' has 108 bytes; 1 to 107");
  }

  @Test
  void toBuilderHoldsWhatTheSectionHolds() {
    RoutingSection section = full();

    assertThat(section.toBuilder().build()).usingRecursiveComparison().isEqualTo(section);
  }

  @Test
  void toBuilderLeavesTheSectionAlone() {
    RoutingSection section = full();

    RoutingSection other =
        section.toBuilder().destination("more", 1).maxConnections(1).bind("::1", 1).build();

    assertThat(section).usingRecursiveComparison().isEqualTo(full());
    assertThat(other.destinations()).hasSize(section.destinations().size() + 1);
  }

  @Test
  void sectionIsNotTouchedByItsBuilderAfterwards() {
    RoutingSectionBuilder builder = minimal();
    RoutingSection section = builder.build();

    builder.destination("db2", 3306).bind("127.0.0.1", 1);

    assertThat(section.destinations()).hasSize(1);
    assertThat(section.binds()).isEmpty();
    assertThatThrownBy(() -> section.destinations().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void isWrittenShort() {
    assertThat(minimal().destination("::1", 3307).build())
        .hasToString("RoutingSection[rw, first-available, [db1:3306, [::1]:3307]]");
  }

  private static RoutingSectionBuilder minimal() {
    return RoutingSection.builder("rw").destination("db1", 3306);
  }

  private static RoutingSection full() {
    return minimal()
        .bind("0.0.0.0", 6446)
        .bind(UnixDomainSocketAddress.of("/run/router.sock"))
        .mode(Mode.READ_ONLY)
        .strategy(Strategy.ROUND_ROBIN_WITH_FALLBACK)
        .destination(new WeightedDestination(new Destination("db2", 3306), 3, 10))
        .fallback(new Destination("f", 3306))
        .connectTimeout(Duration.ofSeconds(2))
        .clientConnectTimeout(Duration.ofSeconds(3))
        .maxConnections(4)
        .maxConnectErrors(5)
        .connectErrorsExpire(Duration.ofSeconds(6))
        .idleTimeout(Duration.ofSeconds(7))
        .keepAlive(new KeepAlive(Duration.ofSeconds(8), Duration.ofSeconds(9), 10))
        .health(HealthCheck.NONE.withCounts(3, 4))
        .build();
  }

  private static InetSocketAddress resolved(String literal, int port) {
    return new InetSocketAddress(InetAddresses.forString(literal), port);
  }

  private static Arguments allowed(String name, Setting setting) {
    return Arguments.of(name, setting);
  }

  private static Arguments refused(Setting setting, String message) {
    return Arguments.of(setting, message);
  }

  /** An address of some family that the router does not know. */
  private static final class Elsewhere extends SocketAddress {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "elsewhere";
    }
  }
}

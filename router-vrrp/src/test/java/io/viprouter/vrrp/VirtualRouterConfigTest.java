package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.net.InetAddresses;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VirtualRouterConfigTest {

  private static VirtualRouterConfigBuilder good() {
    return VirtualRouterConfig.builder("VI_1")
        .interfaceName("eth1")
        .virtualRouterId(51)
        .addresses("172.168.1.20/24");
  }

  private static Arguments bad(String message, UnaryOperator<VirtualRouterConfigBuilder> change) {
    return Arguments.of(message, change);
  }

  static List<Arguments> faults() {
    return List.of(
        bad("interface: , must be 1 to 15 characters", b -> b.interfaceName("")),
        bad("interface: a234567890123456, must be", b -> b.interfaceName("a234567890123456")),
        bad("virtual-router-id: 0, must be 1 to 255", b -> b.virtualRouterId(0)),
        bad("virtual-router-id: 256, must be 1 to 255", b -> b.virtualRouterId(256)),
        bad("priority: 0, must be 1 to 254, or 255", b -> b.priority(0)),
        bad("priority: 256, must be", b -> b.priority(256)),
        bad("version: 4, must be 2 or 3", b -> b.version(4)),
        bad("version: 2, must be 3 for IPv6", b -> b.version(2).addresses("fe80::1/64")),
        bad("addresses: none, must be at least one", b -> b.addresses(List.of())),
        bad("must be different", b -> b.addresses("10.0.0.1/24", "10.0.0.1/16")),
        bad("must be of one family", b -> b.addresses("10.0.0.1/24", "fe80::1/64")),
        bad("the first must be link-local", b -> b.addresses("fd00::1/64")),
        bad("must be at most 255", b -> b.addresses(many(256))),
        bad("authentication.pass: 9 bytes, must be 1 to 8", b -> b.password("123456789")),
        bad("authentication.pass: 0 bytes, must be 1 to 8", b -> b.password("")),
        bad("authentication: pass, exists in version 2 only", b -> b.version(3).password("1")),
        bad("whole seconds in version 2", b -> interval(b, 2, 1500)),
        bad("whole seconds in version 2", b -> interval(b, 2, 256_000)),
        bad("whole seconds in version 2", b -> interval(b, 2, 0)),
        bad("steps of 10 ms in version 3", b -> interval(b, 3, 15)),
        bad("steps of 10 ms in version 3", b -> interval(b, 3, 40_960)),
        bad("steps of 10 ms in version 3", b -> interval(b, 3, -10)),
        bad("preempt-delay: PT16M41S, must be", b -> b.preemptDelay(Duration.ofSeconds(1001))),
        bad("without preempt", b -> b.preempt(false).preemptDelay(Duration.ofSeconds(1))),
        bad("an address owner", b -> b.priority(255).preempt(false)),
        bad("unicast-peers: 224.0.0.18, must be", b -> b.unicastPeers(ip("224.0.0.18"))),
        bad("unicast-peers: fe80:0:0:0:0:0:0:1", b -> b.unicastPeers(ip("fe80::1"))),
        bad("source-address", b -> b.sourceAddress(InetAddresses.forString("::1"))),
        bad("accept: false, must be true", b -> b.accept(false)),
        bad("real-time-priority: 100, must be 0 to 99", b -> b.realTimePriority(100)),
        bad("track-interfaces", b -> b.trackedInterfaces(List.of("a b"))));
  }

  private static List<java.net.InetAddress> ip(String literal) {
    return List.of(InetAddresses.forString(literal));
  }

  private static List<VirtualAddress> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> VirtualAddress.parse("10.0." + i / 250 + "." + (1 + i % 250) + "/16"))
        .toList();
  }

  private static VirtualRouterConfigBuilder interval(
      VirtualRouterConfigBuilder builder, int version, long ms) {
    return builder.version(version).advertisementInterval(Duration.ofMillis(ms));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void everyRuleNamesFieldValueAndRule(
      String message, UnaryOperator<VirtualRouterConfigBuilder> change) {
    VirtualRouterConfigBuilder builder = change.apply(good());
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(message);
  }

  @Test
  void defaultsAreKeepaliveds() {
    VirtualRouterConfig config = good().build();
    assertThat(config.version()).isEqualTo(2);
    assertThat(config.priority()).isEqualTo(100);
    assertThat(config.advertisementInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.preempt()).isTrue();
    assertThat(config.password()).isEmpty();
    assertThat(config.gratuitousArp().repeat()).isEqualTo(5);
    assertThat(good().addresses("fe80::1/64").build().version()).isEqualTo(3);
  }

  @Test
  void limitsThemselvesAreGood() {
    assertThat(interval(good(), 2, 255_000).build().version()).isEqualTo(2);
    assertThat(interval(good(), 3, 10).build().version()).isEqualTo(3);
    assertThat(interval(good(), 3, 40_950).build().version()).isEqualTo(3);
    assertThat(good().priority(255).virtualRouterId(255).build().priority()).isEqualTo(255);
    assertThat(good().addresses(many(255)).password("12345678").build().addresses()).hasSize(255);
  }

  @Test
  void aCopyCarriesEverything() {
    VirtualRouterConfig config =
        good().priority(7).password("x").preempt(false).realTimePriority(3).build();
    VirtualRouterConfig copy = config.toBuilder().build();
    assertThat(copy).usingRecursiveComparison().isEqualTo(config);
    assertThat(config.toBuilder().priority(8).build().priority()).isEqualTo(8);
    assertThat(config.priority()).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void addressesParse(String text, String printed) {
    assertThat(VirtualAddress.parse(text)).hasToString(printed);
  }

  static List<Arguments> addresses() {
    return List.of(
        Arguments.of("172.168.1.20/24", "172.168.1.20/24"),
        Arguments.of("172.168.1.20", "172.168.1.20/32"),
        Arguments.of("fd00:1::20/64", "fd00:1::20/64"),
        Arguments.of("fe80::20", "fe80::20/128"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "",
        "x/24",
        "1.2.3.4/",
        "1.2.3.4/33",
        "1.2.3.4/0",
        "1.2.3/8",
        "fe80::1/129",
        "224.0.0.1/4",
        "0.0.0.0/8"
      })
  void otherTextIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VirtualAddress.parse(text))
        .withMessageContaining("addresses: ");
  }

  @Test
  void aRunningRouterRefusesWhatCannotChange() {
    VirtualRouterConfig config = good().build();
    try (VirtualRouter router = VirtualRouter.builder(config).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> router.update(config.toBuilder().virtualRouterId(52).build()))
          .withMessageContaining("virtual-router-id: 52, cannot be changed from 51");
      assertThatIllegalArgumentException().isThrownBy(() -> router.priority(0));
      assertThatIllegalArgumentException().isThrownBy(() -> router.priority(255));
      assertThat(router.status().state()).isEqualTo(VrrpState.INITIALIZE);
      assertThat(router.status().traffic().rejected()).isEqualTo(Collections.emptyMap());
    }
    try (VirtualRouter owner = VirtualRouter.builder(good().priority(255).build()).build()) {
      assertThatIllegalStateException().isThrownBy(() -> owner.priority(100));
    }
  }

  @Test
  @SuppressWarnings("NullAway") // That is the point.
  void nullsAreNamed() {
    Map<String, Consumer<VirtualRouterConfigBuilder>> fields =
        Map.of(
            "interface", b -> b.interfaceName(null),
            "advertisement-interval", b -> b.advertisementInterval(null),
            "addresses", b -> b.addresses("10.0.0.1/24", null),
            "password", b -> b.password(null),
            "preempt-delay", b -> b.preemptDelay(null),
            "unicast-peers", b -> b.unicastPeers(null),
            "source-address", b -> b.sourceAddress(null),
            "track-interfaces", b -> b.trackedInterfaces(Arrays.asList("eth1", null)),
            "gratuitous-arp", b -> b.gratuitousArp(null),
            "checksum-form", b -> b.checksumForm(null));
    fields.forEach(
        (field, set) ->
            assertThatNullPointerException()
                .isThrownBy(() -> set.accept(good()))
                .withMessage(field));
    assertThatNullPointerException()
        .isThrownBy(() -> VirtualRouterConfig.builder(null))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> new GratuitousArp(null, 5, Duration.ZERO))
        .withMessage("gratuitous-arp.delay");
  }

  @Test
  void anEmptyNameOfAnInterfaceBreaksARule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> good().trackedInterfaces(List.of("")).build())
        .withMessage(
            "track-interfaces: , must be 1 to 15 characters without white space, '/' and ':'");
  }
}
